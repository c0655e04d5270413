import { ownValue } from '../../lib/own.ts'
import { nearestName } from '../../manifest/nearest-name.ts'
import type { Node, Taint } from '../../manifest/object/node.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod, PodSpec, Toleration } from '../../manifest/pod/pod.ts'
import { podRequestAmounts } from '../../manifest/pod/requests.ts'
import { parseQuantity } from '../../manifest/quantity.ts'
import type { RejectedNodes } from '../../trace/decision/schedule.ts'
import type { Trace } from '../../trace/trace.ts'
import { type Bed, setProposal, unsetProposal } from './bed.ts'
import { isBound, podsOf } from './cured.ts'
import type { Proposal } from './fix.ts'

/** A Pod that no node takes: a selector that a node fits, a toleration, or requests that fit. */
export function schedulingProposals(bed: Bed): readonly Proposal[] {
  const [pod] = podsOf(bed.trace, { isMine: ({ namespace, name }) => isNamed(bed, namespace, name) })
  const rejected = lastRejected(bed)
  if (pod === undefined) return []
  const nodes = nodesOf(bed.trace)
  const by = (plugin: string) => rejected.filter((each) => each.plugin === plugin)
  return [
    ...(by('NodeAffinity').length > 0 ? selectorProposals(bed, pod.spec, nodes) : []),
    ...by('TaintToleration').flatMap((each) => tolerationProposals(bed, pod.spec, nodes, each)),
    ...by('NodeResourcesFit').flatMap((each) => requestProposals(bed, pod.spec, nodes, each)),
  ]
}

function isNamed({ pod }: Bed, namespace: string, name: string): boolean {
  return namespace === pod.namespace && name === pod.name
}

/** What the scheduler found at the last attempt. */
function lastRejected(bed: Bed): readonly RejectedNodes[] {
  const last = bed.trace.entries.findLast(
    (entry) =>
      entry.kind === 'decision' && entry.decision === 'schedule' && isNamed(bed, entry.pod.namespace, entry.pod.name),
  )
  return last?.kind === 'decision' && last.decision === 'schedule' ? last.value.rejected : []
}

/** As they are at the end. */
function nodesOf(trace: Trace): readonly Node[] {
  return [...trace.objects].flatMap(([key, versions]) => {
    const last = versions.at(-1)
    return key.startsWith('Node/') && last && last.change !== 'DELETED' ? [last.object as Node] : []
  })
}

const podOf = (bed: Bed) => ({ kind: 'Pod', ...bed.pod })

/** A label that a node has instead of one that none has; or without the selector. */
function selectorProposals(bed: Bed, { nodeSelector, affinity }: PodSpec, nodes: readonly Node[]): readonly Proposal[] {
  const cures = (run: Trace) => isBound(run, bed)
  const entries = Object.entries(nodeSelector ?? {})
  const labels = nodes.map(({ metadata }) => metadata.labels ?? {})
  const wrong = entries.find(([key, value]) => !labels.some((each) => ownValue(each, key) === value))
  const meant = wrong && meantLabel(wrong, labels)
  const others = entries.filter((each) => each !== wrong)
  const set = (selector: readonly (readonly [string, string])[], said: string) =>
    setProposal(
      bed,
      podOf(bed),
      'spec.nodeSelector',
      Object.fromEntries(selector),
      {
        ...{ kind: 'set', field: 'nodeSelector', value: said },
      },
      cures,
    )
  return [
    ...(meant ? set([...others, meant], `${meant[0]}: ${meant[1]}`) : []),
    ...(entries.length > 0
      ? unsetProposal(bed, podOf(bed), 'spec.nodeSelector', { kind: 'unset', field: 'nodeSelector' }, cures)
      : []),
    ...(affinity !== undefined
      ? unsetProposal(bed, podOf(bed), 'spec.affinity.nodeAffinity', { kind: 'unset', field: 'nodeAffinity' }, cures)
      : []),
  ]
}

type Label = readonly [key: string, value: string]

function meantLabel([key, value]: Label, labels: readonly Readonly<Record<string, string>>[]): Label | undefined {
  const valuesOf = (name: string) => [...new Set(labels.flatMap((each) => ownValue(each, name) ?? []))]
  const known = valuesOf(key)
  if (known.length > 0) {
    const near = nearestName(value, known) ?? (known.length === 1 ? known[0] : undefined)
    return near === undefined ? undefined : [key, near]
  }
  const other = nearestName(key, new Set(labels.flatMap((each) => Object.keys(each))))
  if (other === undefined) return undefined
  const values = valuesOf(other)
  const near = values.includes(value) ? value : nearestName(value, values)
  return near === undefined ? undefined : [other, near]
}

/** What the system itself taints a node with is for nobody to tolerate. */
const OWN = 'node.kubernetes.io/'

/** Tolerations for the taints of the node that has fewest. */
function tolerationProposals(
  bed: Bed,
  { tolerations = [] }: PodSpec,
  nodes: readonly Node[],
  { nodes: names }: RejectedNodes,
): readonly Proposal[] {
  const taints = nodes
    .filter(({ metadata }) => names.includes(metadata.name))
    .map(({ spec }) => (spec?.taints ?? []).filter(({ effect }) => effect !== 'PreferNoSchedule'))
    .filter((each) => each.length > 0 && each.every(({ key }) => !key.startsWith(OWN)))
    .sort((a, b) => a.length - b.length)[0]
  if (taints === undefined) return []
  const value = [...tolerations.filter((each) => !isAdded(each)), ...taints.map(toleration)]
  const what = { kind: 'set', field: 'tolerations', value: taints.map(taintText).join(', ') } as const
  return setProposal(bed, podOf(bed), 'spec.tolerations', value, what, (run) => isBound(run, bed))
}

/** The API server gives every Pod these: they are not in the text. */
function isAdded({ key = '' }: Toleration): boolean {
  return key.startsWith(OWN)
}

function toleration({ key, value, effect }: Taint): Toleration {
  return value === undefined || value === ''
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect }
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value ? `=${value}` : ''}:${effect}`
}

const GRIDS: Readonly<Record<'cpu' | 'memory', bigint>> = {
  // 10m and 1Mi, in nano.
  cpu: 10_000_000n,
  memory: 2n ** 20n * 1_000_000_000n,
}

/** As much as the emptiest node has left, asked for by the container that asks for most. */
function requestProposals(
  bed: Bed,
  spec: PodSpec,
  nodes: readonly Node[],
  { reasons, nodes: names }: RejectedNodes,
): readonly Proposal[] {
  return (['cpu', 'memory'] as const).flatMap((resource) => {
    if (!reasons.includes(`Insufficient ${resource}`)) return []
    const free = nodes
      .filter(({ metadata }) => names.includes(metadata.name))
      .map((node) => freeOn(bed.trace, node, resource))
      .reduce((most, each) => (each > most ? each : most), 0n)
    const asked = amountOf(podRequestAmounts(spec).get(resource)?.nano)
    const index = largest(spec.containers, resource)
    const own = requestOf(spec.containers[index], resource)
    const fits = ((own - (asked - free)) / GRIDS[resource]) * GRIDS[resource]
    if (fits <= 0n || fits >= own) return []
    const value = resource === 'cpu' ? `${fits / 1_000_000n}m` : `${fits / GRIDS.memory}Mi`
    return setProposal(
      bed,
      podOf(bed),
      `spec.containers[${index}].resources.requests.${resource}`,
      value,
      { kind: 'set', field: `requests.${resource}`, value },
      (run) => isBound(run, bed),
    )
  })
}

const amountOf = (nano: bigint | undefined): bigint => nano ?? 0n

function requestOf(container: Container | undefined, resource: 'cpu' | 'memory'): bigint {
  const { requests, limits } = container?.resources ?? {}
  const given = ownValue(requests, resource) ?? ownValue(limits, resource)
  return given === undefined ? 0n : amountOf(parseQuantity(given)?.nano)
}

function largest(containers: readonly Container[], resource: 'cpu' | 'memory'): number {
  let best = 0
  for (const [index, each] of containers.entries()) {
    if (requestOf(each, resource) > requestOf(containers[best], resource)) best = index
  }
  return best
}

/** What its Pods leave of it, at the end. */
function freeOn(trace: Trace, { metadata, status }: Node, resource: 'cpu' | 'memory'): bigint {
  const all = ownValue(status?.allocatable, resource)
  let free = all === undefined ? 0n : amountOf(parseQuantity(all)?.nano)
  for (const [key, versions] of trace.objects) {
    const last = versions.at(-1)
    if (!key.startsWith('Pod/') || !last || last.change === 'DELETED') continue
    const pod = last.object as Pod
    const over = /Succeeded|Failed/.test(pod.status?.phase ?? '')
    if (pod.spec.nodeName === metadata.name && !over) free -= amountOf(podRequestAmounts(pod.spec).get(resource)?.nano)
  }
  return free
}
