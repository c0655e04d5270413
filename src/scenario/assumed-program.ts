import { type Duration, SECOND } from '../lib/time.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { Container } from '../manifest/pod/container.ts'
import { isRestartableInitContainer, type PodSpec } from '../manifest/pod/pod.ts'
import { type Around, askedPorts, hooksOf, probesOf } from './asked-ports.ts'
import { filesInCommand, makesFile, portsInCommand, processInCommand, scriptOf } from './asking-command.ts'
import type { Assumptions } from './assumptions.ts'
import type { DescribedProgram, ProgramEnd, ServedPort } from './described-program.ts'
import { heldFiles, sharedFiles } from './held-files.ts'
import type { ScenarioImage } from './scenario-image.ts'

/** What a container is there for. `task`: a Job's container, or one of a Pod that runs once. */
export type ContainerRole = 'app' | 'sidecar' | 'init' | 'task' | 'debug'

export interface AssumedProgram extends DescribedProgram {
  readonly role: ContainerRole
  /** The user that its image is taken to name, because the Pod must not run as root. */
  readonly user?: string
}

/** A Pod, or the template of one. */
export interface PodLike {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>
    readonly ownerReferences?: readonly { readonly kind: string }[]
  }
  readonly spec: PodSpec
}

export interface ToBeAssumed {
  readonly pod: PodLike
  readonly container: Container
  /** Those of the Pod's namespace. */
  readonly services: readonly KubeObject[]
  /** What the Scenario says of the image: the rest is assumed. */
  readonly said?: ScenarioImage | undefined
  /** The ports that a known image exposes. */
  readonly exposedPorts?: readonly number[]
  readonly assumptions: Assumptions
}

/** Any user but root. */
const ASSUMED_USER = '1000'

/**
 * What a container runs whose image nobody knows. An assumed image satisfies what its manifest declares: who writes a
 * probe, a port, a user or a Job has an image that fits.
 */
export function assumeProgram({
  pod,
  container,
  services,
  said,
  exposedPorts,
  assumptions,
}: ToBeAssumed): AssumedProgram {
  const { containers = [], initContainers = [] } = pod.spec
  const around: Around = {
    labels: pod.metadata?.labels ?? {},
    containers: [...containers, ...initContainers],
    services,
  }
  const role = roleOf(pod, container)
  const ports = said?.ports
    ? said.ports.map((served) => ({ ...served, declared: declares(container, served.port) }))
    : assumedPorts(askedPorts(container, around), exposedPorts)
  const ends = endOf(role, container, assumptions)
  const stopSignal = container.lifecycle?.stopSignal
  const processName = probesOf(container)
    .map(({ exec }) => processInCommand(exec?.command ?? []))
    .find((name) => name !== undefined)
  const user = said?.user === undefined && mustNotBeRoot(pod, container) ? ASSUMED_USER : undefined
  const saidEnd = said?.ends === 'never' ? undefined : (said?.ends ?? ends)
  return {
    role,
    ports,
    startMs: said?.startMs ?? startOf(container, ports, assumptions.assumedStartTime),
    ...(said?.memoryBytes === undefined ? {} : { memoryBytes: said.memoryBytes }),
    answers: said?.answers ?? [],
    ...(saidEnd === undefined ? {} : { ends: saidEnd }),
    onTerm: said?.onTerm ?? { code: 0, afterMs: 0 },
    ...(said?.onTerm === undefined ? {} : { onTermIsSaid: true }),
    ...(stopSignal === undefined ? {} : { stopSignal }),
    makes: madeFiles(pod.spec, container),
    holds: heldFiles(container),
    shares: sharedFiles(pod.spec, container),
    ...(processName === undefined ? {} : { processName }),
    commandMs: assumptions.assumedCommandTime,
    ...(user === undefined ? {} : { user }),
  }
}

function declares({ ports = [] }: Container, port: number): boolean {
  return ports.some(({ containerPort }) => containerPort === port)
}

function assumedPorts(asked: readonly ServedPort[], exposed: readonly number[] = []): readonly ServedPort[] {
  const more = exposed.filter((port) => asked.every((each) => each.port !== port))
  return [...asked, ...more.map((port): ServedPort => ({ port, protocols: ['http'], declared: false, exposed: true }))]
}

/** A container that must end for its Pod to be done is taken for one that ends, unless somebody is to ask it something. */
function roleOf({ metadata, spec }: PodLike, container: Container): ContainerRole {
  if (spec.initContainers?.includes(container)) return isRestartableInitContainer(container) ? 'sidecar' : 'init'
  if (!spec.containers.includes(container)) return 'debug'
  if (metadata?.ownerReferences?.some(({ kind }) => kind === 'Job')) return 'task'
  const runsOnce = (container.restartPolicy ?? spec.restartPolicy ?? 'Always') !== 'Always'
  const isAsked = (container.ports ?? []).length > 0 || probesOf(container).length > 0
  return runsOnce && !isAsked ? 'task' : 'app'
}

function endOf(role: ContainerRole, container: Container, assumptions: Assumptions): ProgramEnd | undefined {
  switch (role) {
    case 'init':
      return { code: 0, afterMs: assumptions.assumedInitTime }
    case 'task':
      return { code: 0, afterMs: assumptions.assumedJobTime }
    case 'debug':
      // A shell without anybody at the keyboard ends.
      return container.stdin ? undefined : { code: 0, afterMs: assumptions.assumedCommandTime }
    default:
      return undefined
  }
}

/** As long as nothing of the manifest would take it for broken while it starts; else it is there at once. */
function startOf(container: Container, ports: readonly ServedPort[], standard: Duration): Duration {
  const { startupProbe, livenessProbe, lifecycle } = container
  const postStart = lifecycle?.postStart
  const asksAtOnce = postStart?.httpGet ?? portsInCommand(postStart?.exec?.command ?? [])[0]
  if (asksAtOnce || (ports.length === 0 && probesOf(container).length === 0)) return 0
  const seconds = startupProbe
    ? (startupProbe.initialDelaySeconds ?? 0) +
      ((startupProbe.failureThreshold ?? 3) - 1) * (startupProbe.periodSeconds ?? 10)
    : livenessProbe?.initialDelaySeconds
  // The kubelet counts from the whole second before the start.
  const room = livenessProbe || startupProbe ? ((seconds ?? 0) - 1) * SECOND : Number.POSITIVE_INFINITY
  return room >= standard ? standard : 0
}

function mustNotBeRoot({ spec }: PodLike, { securityContext }: Container): boolean {
  const asked = securityContext?.runAsUser ?? spec.securityContext?.runAsUser
  return asked === undefined && (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) === true
}

/** Files that the container's probes look for, and no script in the Pod makes. */
function madeFiles(spec: PodSpec, container: Container): string[] {
  const wanted = probesOf(container).flatMap(({ exec }) => filesInCommand(exec?.command ?? []))
  if (wanted.length === 0) return []
  const scripts = [...(spec.initContainers ?? []), ...spec.containers].flatMap((each) =>
    [[...(each.command ?? []), ...(each.args ?? [])], ...hooksOf(each).map(({ exec }) => exec?.command ?? [])].flatMap(
      (command) => scriptOf(command) ?? [],
    ),
  )
  return [...new Set(wanted)].filter((path) => !scripts.some((script) => makesFile(script, path)))
}
