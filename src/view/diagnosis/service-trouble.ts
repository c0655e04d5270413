import { ownValue } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import { nearestName } from '../../manifest/nearest-name.ts'
import type { ServicePort, ServiceSpec } from '../../manifest/object/service.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Seq } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../history/histories.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { isSelected } from './services.ts'

/** Why a Service sends nothing to anybody. */
export type ServiceTrouble = {
  readonly namespace: string
  readonly name: string
  readonly seq: Seq
  readonly from: Time
} & (
  | {
      readonly kind: 'selectsNothing'
      readonly selector: Readonly<Record<string, string>>
      /** What is likely meant: a label that a Pod has. */
      readonly meant:
        | { readonly key: string; readonly was: string; readonly realKey: string; readonly value: string }
        | undefined
    }
  /** Its Pods have no port of that name. */
  | { readonly kind: 'noSuchPort'; readonly index: number; readonly port: string; readonly meant: string | undefined }
  /** Its Pods declare ports, and this one is not among them. */
  | {
      readonly kind: 'undeclaredPort'
      readonly index: number
      readonly port: number
      readonly meant: number | undefined
    }
)

/** The Services of a run that reach nobody, by what their manifests say. */
export function serviceTroubles(trace: Trace): readonly ServiceTrouble[] {
  const found: ServiceTrouble[] = []
  for (const [key, versions] of trace.objects) {
    const first = versions[0]
    const last = versions.at(-1)
    if (!key.startsWith('Service/') || first === undefined || last === undefined) continue
    const { selector, ports = [], type } = (last.object.spec ?? {}) as ServiceSpec
    if (selector === undefined || Object.keys(selector).length === 0 || type === 'ExternalName') continue
    const pods = historiesOf(trace).filter(({ ref }) => ref.namespace === first.namespace)
    const selected = pods.filter(({ versions: all }) =>
      all.some(({ pod }) => isSelected(selector, pod.metadata.labels)),
    )
    const base = { namespace: first.namespace, name: first.name, seq: first.seq, from: first.at }
    if (selected.length === 0) {
      if (pods.length > 0) found.push({ ...base, kind: 'selectsNothing', selector, meant: meantLabel(selector, pods) })
      continue
    }
    const trouble = ports.map((port, index) => portTrouble(port, index, selected)).find((each) => each !== undefined)
    if (trouble) found.push({ ...base, ...trouble })
  }
  return found
}

type PortTrouble =
  | { readonly kind: 'noSuchPort'; readonly index: number; readonly port: string; readonly meant: string | undefined }
  | {
      readonly kind: 'undeclaredPort'
      readonly index: number
      readonly port: number
      readonly meant: number | undefined
    }

function portTrouble(
  { targetPort, port }: ServicePort,
  index: number,
  pods: readonly PodHistory[],
): PortTrouble | undefined {
  const declared = pods.flatMap(({ versions }) => portsOf(versions.at(-1)?.pod))
  const target = targetPort ?? port
  if (typeof target === 'string') {
    const names = declared.flatMap(({ name }) => (name === undefined ? [] : [name]))
    if (names.includes(target)) return undefined
    return { kind: 'noSuchPort', index, port: target, meant: nearestName(target, names) ?? names[0] }
  }
  const numbers = [...new Set(declared.map(({ containerPort }) => containerPort))]
  if (numbers.length === 0 || numbers.includes(target)) return undefined
  return { kind: 'undeclaredPort', index, port: target, meant: numbers.length === 1 ? numbers[0] : undefined }
}

function portsOf(pod: Pod | undefined) {
  const { containers = [], initContainers = [] } = pod?.spec ?? {}
  return [...containers, ...initContainers].flatMap(({ ports = [] }) => ports)
}

/** The Pod whose labels come nearest: all but one of the selector's entries, or that one misspelt. */
function meantLabel(selector: Readonly<Record<string, string>>, pods: readonly PodHistory[]) {
  for (const { versions } of pods) {
    const labels = versions.at(-1)?.pod.metadata.labels ?? {}
    const wrong = Object.entries(selector).filter(
      ([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value,
    )
    const [only] = wrong
    if (wrong.length !== 1 || only === undefined) continue
    const [key, was] = only
    const own = ownValue(labels, key)
    if (own !== undefined) return { key, was, realKey: key, value: own }
    const near = nearestName(key, Object.keys(labels))
    const value = near === undefined ? undefined : ownValue(labels, near)
    if (near !== undefined && value !== undefined) return { key, was, realKey: near, value }
  }
  return undefined
}
