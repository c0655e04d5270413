import { OverlayMap } from '../../lib/overlay-map.ts'
import { goDuration, SECOND, type Time } from '../../lib/time.ts'
import type { Container } from '../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../manifest/pod/pod.ts'
import type { ContainerKind } from '../../trace/entry.ts'
import type { RuleId } from '../../trace/rule.ts'
import type { ApiServer } from '../apiserver/server.ts'
import type { Task } from '../kernel/task.ts'
import type { Image } from '../program-api/image.ts'
import { effectiveCapabilities } from '../runtime/capabilities.ts'
import type { ContainerConfig, RuntimeContainer } from '../runtime/container.ts'
import { DEFAULT_PATH } from '../runtime/executable.ts'
import { createFileSystem } from '../runtime/files/file-system.ts'
import type { Volume } from '../runtime/files/volume.ts'
import type { Sandbox } from '../runtime/sandbox.ts'
import { hexDigits } from '../world/uid.ts'
import type { World } from '../world/world.ts'
import { type BackOff, backOffKey, CRASH_LOOP_INITIAL, doBackOff } from './back-off.ts'
import { makeEnvironmentVariables } from './container-environment.ts'
import { resourcesInForce, resourcesOf } from './container-resources.ts'
import type { WaitingReason } from './container-statuses.ts'
import type { CpuManager } from './cpu-manager/cpu-manager.ts'
import { type DescribeNeeds, describeContainer } from './describe-container.ts'
import { expandCommand } from './expand-variables.ts'
import { fieldPathOf, manifestPathOf } from './field-path.ts'
import { imageFiles } from './image-files.ts'
import { imageInUse } from './image-in-use.ts'
import type { ImageManager } from './image-manager.ts'
import { canonicalImage } from './image-name.ts'
import { type KillNeeds, killContainer } from './kill-container.ts'
import type { KubeletNode } from './kubelet-node.ts'
import { httpFallbackMessage, runHook } from './lifecycle-hooks.ts'
import type { PodActions } from './pod-actions.ts'
import { podFileMounts, podFiles } from './pod-files.ts'
import type { PodState } from './pod-state.ts'
import { containerUser, passwdOf, userAndGroups } from './run-as-user.ts'
import type { PodRuntimeStatus } from './runtime-status.ts'
import { knownServices } from './service-environment.ts'
import { mountsOf } from './volumes.ts'

/** What starting a container takes; a start that fails stops it. */
export interface StartNeeds extends KillNeeds, DescribeNeeds {
  readonly world: World
  readonly api: ApiServer
  readonly node: Pick<KubeletNode, 'name' | 'ip' | 'memoryBytes' | 'allocatable'>
  readonly images: Pick<ImageManager, 'ensureImageExists' | 'markAssumed'>
  readonly crashLoop: BackOff
  /** Where its policy is static. */
  readonly cpuManager?: CpuManager
}

export type StartResult =
  | { readonly kind: 'started' }
  | ({ readonly kind: 'failed'; readonly backOffExpiresAt?: Time } & WaitingReason)

/** One attempt to start a container: back-off, image, configuration, create, start, postStart. */
// kubelet: kuberuntime_manager.go SyncPod (start), kuberuntime_container.go startContainer (v1.36)
export function* startContainer(
  parts: StartNeeds,
  pod: Pod,
  state: PodState,
  sandbox: Sandbox,
  container: Container,
  snapshot: PodRuntimeStatus,
  because: PodActions['because'][number],
): Task<StartResult> {
  const { world, events } = parts
  const fieldPath = fieldPathOf(pod, container.name)
  const manifestPath = manifestPathOf(pod, container.name)
  const podText = `${pod.metadata.name}_${state.ref.namespace}(${state.ref.uid})`
  const fail = (reason: string, message: string, rule: RuleId = 'START-6', told = message): StartResult => {
    events.event(pod, 'Warning', 'Failed', `Error: ${told}`, { fieldPath, rule })
    return { kind: 'failed', reason, message }
  }

  const refused = refuseInBackOff(parts, pod, state, container, snapshot, podText)
  if (refused) return refused
  world.recordCause({
    kind: 'decision',
    pod: state.ref,
    container: container.name,
    decision: 'startContainer',
    value: because.reason,
    rule: because.rule,
    field: decidingField(because.rule, container, manifestPath),
  })

  const found = yield* parts.images.ensureImageExists(pod, state.ref, container, fieldPath)
  if (found.kind === 'error') {
    events.event(pod, 'Warning', 'Failed', `Error: ${found.reason}`, { fieldPath, rule: 'PULL-1' })
    return { kind: 'failed', reason: found.reason, message: found.message }
  }
  const { image } = found
  const attempt = state.attempts.get(container.name) ?? 0

  const environment = makeEnvironmentVariables(
    pod,
    container,
    parts.api,
    sandbox.ip,
    parts.node.ip,
    knownServices(parts.api),
    parts.node.allocatable(),
  )
  if (environment.kind === 'error') return fail('CreateContainerConfigError', environment.message, 'ENV-2')
  const described = describeContainer(parts, pod, container, image)
  const user = containerUser(pod, container, described.user, passwdOf(image.files))
  if (typeof user === 'string') return fail('CreateContainerConfigError', user, 'USER-1')

  // The image's come first, with what the manifest makes of them.
  const ofImage = new Map<string, string>()
  for (const [name, value] of Object.entries({ PATH: DEFAULT_PATH, HOSTNAME: sandbox.hostname, ...image.env })) {
    ofImage.set(name, environment.env.get(name) ?? value)
  }
  const env = new OverlayMap(ofImage, environment.env)
  const mounted = mountsOf(pod, container, state.volumes ?? new Map(), env)
  if ('error' in mounted) return fail('CreateContainerConfigError', mounted.error)
  const { mounts } = mounted
  const argv = argvOf(container, image, environment.env)
  // containerd 2.1: an image without a command, and none in the manifest
  if (argv.length === 0) {
    return fail(
      'CreateContainerError',
      'failed to generate container spec: failed to generate spec: no command specified',
    )
  }
  const identity = userAndGroups(pod, container, described.user, user, passwdOf(image.files))
  const capabilities = effectiveCapabilities(container.securityContext, user)
  const { files, layer, mountFailure } = createFileSystem({
    image: imageFiles(image, described.program.holds),
    mounts: [...mounts, ...podFileMounts(container, filesOf(parts, pod, state, sandbox), sandbox.shm, () => world.now)],
    readOnlyRoot: container.securityContext?.readOnlyRootFilesystem ?? false,
    privileged: container.securityContext?.privileged ?? false,
    uid: user,
    gid: identity.gid,
    groups: identity.supplementalGroups,
    capabilities,
    now: () => world.now,
  })
  layer.onGrow = (bytes) => state.onGrow(bytes)
  const reference = canonicalImage(container.image)
  const kind: ContainerKind = pod.spec.initContainers?.includes(container)
    ? isRestartableInitContainer(container)
      ? 'sidecar'
      : 'init'
    : pod.spec.ephemeralContainers?.includes(container)
      ? 'ephemeral'
      : 'app'
  const span = world.record({
    kind: 'span',
    pod: state.ref,
    container: container.name,
    containerKind: kind,
    restart: attempt,
    span: { kind: 'start', image: imageInUse(container, image, described.assumed) },
    rule: 'START-2',
  })
  events.event(pod, 'Normal', 'Created', 'Container created', { fieldPath, rule: because.rule })
  const instance = yield* parts.runtime.createContainer(sandbox, {
    name: container.name,
    kind,
    attempt,
    image,
    imageName: container.image,
    imageID: `${reference}@sha256:${hexDigits(world.random(`image/${reference}`), 64)}`,
    argv,
    env,
    workingDir: container.workingDir ?? (image.workingDir || '/'),
    uid: user,
    gid: identity.gid,
    groups: identity.supplementalGroups,
    privileged: container.securityContext?.privileged ?? false,
    stdin: container.stdin === true,
    stdinOnce: container.stdinOnce === true,
    tty: container.tty === true,
    ...targetOf(container, state),
    capabilities,
    files,
    layer,
    ...cpusOf(parts, state, container, world.now),
    ...resourcesOf(pod, container, parts.node.memoryBytes, parts.cpuManager?.exclusive(state.ref.uid, container.name)),
    terminationMessagePath: container.terminationMessagePath ?? '/dev/termination-log',
    terminationMessageFromLogs: container.terminationMessagePolicy === 'FallbackToLogsOnError',
    described: described.program,
    mountFailure,
  })
  state.attempts.set(container.name, attempt + 1)
  state.containers.unshift(instance)
  state.actuated.set(instance, {
    ...resourcesInForce(pod, container),
    user: identity,
  })
  state.prune(container.name)
  instance.reportedExit.listen(() => state.prune(container.name))

  const error = yield* parts.runtime.startContainer(instance)
  if (error !== undefined) {
    world.record({
      kind: 'spanEnd',
      opened: span,
      outcome: { kind: 'failed', reason: 'RunContainerError', message: error, containerID: instance.id },
    })
    // kubelet: kuberuntime_container.go recordContainerEvent (v1.36): events with the same words are counted
    return fail('RunContainerError', error, 'START-6', error.replaceAll(instance.id, container.name))
  }
  world.record({ kind: 'spanEnd', opened: span, outcome: { kind: 'done' } })
  events.event(pod, 'Normal', 'Started', 'Container started', { fieldPath, rule: because.rule })

  const postStart = container.lifecycle?.postStart
  if (!postStart) return { kind: 'started' }
  // A program that is assumed serves what its hook asks for: it comes first at this instant.
  if (image.fallbackProgram !== undefined) yield 0
  const outcome = yield* runHook(
    world,
    parts.runtime,
    parts.network,
    podText,
    container,
    instance,
    'postStart',
    postStart,
  )
  const fallback = httpFallbackMessage(outcome)
  if (fallback !== undefined) events.event(pod, 'Warning', 'LifecycleHTTPFallback', fallback, { rule: 'HOOK-1' })
  if (outcome.kind === 'done') return { kind: 'started' }
  events.event(pod, 'Warning', 'FailedPostStartHook', 'PostStartHook failed', { fieldPath, rule: 'HOOK-2' })
  yield* killContainer(parts, pod, instance, { message: 'FailedPostStartHook', reason: 'other', rule: 'HOOK-2' })
  return { kind: 'failed', reason: 'PostStartHookError', message: outcome.message }
}

function refuseInBackOff(
  parts: StartNeeds,
  pod: Pod,
  state: PodState,
  container: Container,
  snapshot: PodRuntimeStatus,
  podText: string,
): StartResult | undefined {
  const { world, events } = parts
  const exited = snapshot.containers.find((instance) => instance.name === container.name && instance.state === 'exited')
  const key = backOffKey(pod, container)
  const newestRuns = snapshot.containers.find((instance) => instance.name === container.name)?.state === 'running'
  const decision = doBackOff(parts.crashLoop, key, exited?.finishedAt, newestRuns, world.now)
  const open = state.backOffSpans.get(container.name)
  if (decision.kind !== 'refuse') {
    if (open !== undefined) {
      state.backOffSpans.delete(container.name)
      world.record({ kind: 'spanEnd', opened: open, outcome: { kind: 'done' } })
    }
    if (decision.kind === 'restart') {
      world.recordCause({
        kind: 'decision',
        pod: state.ref,
        container: container.name,
        decision: 'doBackOff',
        value: { nextWaitMs: decision.nextWaitMs },
        rule: decision.rule,
      })
    }
    return undefined
  }
  const { waitMs, since, expiresAt } = decision
  if (open === undefined) {
    const span = world.record({
      kind: 'span',
      pod: state.ref,
      container: container.name,
      restart: (exited?.restartCount ?? 0) + 1,
      span: {
        kind: 'backOff',
        of: 'restart',
        since,
        lengthMs: waitMs,
        step: Math.round(Math.log2(waitMs / CRASH_LOOP_INITIAL)),
      },
      rule: 'BACKOFF-2',
      ...(exited?.exitSeq === undefined ? {} : { cause: exited.exitSeq }),
    })
    state.backOffSpans.set(container.name, span)
    world.kernel.cause = span
  }
  events.event(pod, 'Warning', 'BackOff', `Back-off restarting failed container ${container.name} in pod ${podText}`, {
    fieldPath: fieldPathOf(pod, container.name),
    rule: 'BACKOFF-2',
  })
  return {
    kind: 'failed',
    reason: 'CrashLoopBackOff',
    message: `back-off ${goDuration(Math.floor(waitMs / SECOND) * SECOND)} restarting failed container=${container.name} pod=${podText}`,
    backOffExpiresAt: expiresAt,
  }
}

/** An ephemeral container that targets another joins its processes. */
// kubelet: kuberuntime_container.go startContainer, getTargetID (v1.36)
function targetOf(container: Container, state: PodState): { readonly target?: RuntimeContainer } {
  const { targetContainerName } = container as Container & { targetContainerName?: string }
  const target = targetContainerName === undefined ? undefined : state.newest(targetContainerName)
  return target?.state === 'running' ? { target } : {}
}

/** RES-7 */
// kubelet: cm/internal_container_lifecycle_linux.go PreCreateContainer (v1.36)
function cpusOf(
  { cpuManager }: StartNeeds,
  { ref }: PodState,
  { name }: Container,
  createdAt: Time,
): Pick<ContainerConfig, 'cpus'> {
  return cpuManager ? { cpus: () => cpuManager.cpusOf(ref.uid, name, createdAt) } : {}
}

function filesOf(parts: StartNeeds, pod: Pod, state: PodState, sandbox: Sandbox): Volume {
  if (state.files?.sandbox !== sandbox) {
    const { hostname, ip } = sandbox
    state.files = { sandbox, volume: podFiles(pod, hostname, ip, parts.node.name, () => parts.world.now) }
  }
  return state.files.volume
}

/** The manifest's field that a start follows from. */
function decidingField(rule: RuleId, container: Container, manifestPath: string): string {
  if (rule === 'RESTART-2') return `${manifestPath}.restartPolicyRules`
  if (rule !== 'RESTART-1') return manifestPath
  return container.restartPolicy === undefined ? 'spec.restartPolicy' : `${manifestPath}.restartPolicy`
}

function argvOf(container: Container, image: Image, env: ReadonlyMap<string, string>): readonly string[] {
  const command = expandCommand(container.command ?? [], env)
  const args = expandCommand(container.args ?? [], env)
  if (command.length > 0) return [...command, ...args]
  return [...image.entrypoint, ...(args.length > 0 ? args : image.cmd)]
}
