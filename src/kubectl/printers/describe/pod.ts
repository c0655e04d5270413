import { ownValue } from '../../../lib/own.ts'
import type { Time } from '../../../lib/time.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import type { PodSpec } from '../../../manifest/pod/pod.ts'
import { computePodQOS } from '../../../manifest/pod/qos.ts'
import { at, listAt, mapAt, numberAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { describeContainers, describeResources, describeSeccomp } from './containers.ts'
import { plainDescriber } from './describer.ts'
import { controllerLine, metaLines, nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { labelLines } from './maps.ts'
import { tolerationLines, topologySpreadLines } from './scheduling.ts'
import { describeVolumes } from './volumes.ts'
import { timeText } from './words.ts'

export const POD = plainDescriber(describePod)

// kubectl: pkg/describe/describe.go describePod (v1.36)
function describePod(out: Lines, pod: KubeObject, now: Time): void {
  nameLines(out, pod)
  for (const [title, field] of SPEC_WORDS) {
    const text = textAt(pod, 'spec', field)
    if (text !== '') out.line(0, `${title}:\t${text}`)
  }
  const node = textAt(pod, 'spec', 'nodeName')
  out.line(0, `Node:\t${node === '' ? '<none>' : `${node}/${textAt(pod, 'status', 'hostIP')}`}`)
  const startTime = textAt(pod, 'status', 'startTime')
  if (startTime !== '') out.line(0, `Start Time:\t${timeText(startTime)}`)
  metaLines(out, pod)
  statusLines(out, pod, now)
  describeSeccomp(out, at(pod, 'spec', 'securityContext', 'seccompProfile'), 0)
  addressLines(out, pod)
  controllerLine(out, pod)
  const nominated = textAt(pod, 'status', 'nominatedNodeName')
  if (nominated !== '') out.line(0, `NominatedNodeName:\t${nominated}`)
  if (at(pod, 'spec', 'resources')) {
    out.line(0, 'Resources:')
    describeResources(out, mapAt(pod, 'spec', 'resources'), 1)
  }
  containersLines(out, pod)
  conditionsLines(out, pod)
  describeVolumes(out, listAt(pod, 'spec', 'volumes'))
  out.line(0, `QoS Class:\t${textAt(pod, 'status', 'qosClass') || computePodQOS(specOf(pod))}`)
  labelLines(out, 'Node-Selectors', mapAt(pod, 'spec', 'nodeSelector'))
  tolerationLines(out, 'Tolerations', listAt(pod, 'spec', 'tolerations'))
  topologySpreadLines(out, listAt(pod, 'spec', 'topologySpreadConstraints'))
}

const SPEC_WORDS = [
  ['Priority', 'priority'],
  ['Priority Class Name', 'priorityClassName'],
  ['Runtime Class Name', 'runtimeClassName'],
  ['Service Account', 'serviceAccountName'],
] as const

function statusLines(out: Lines, pod: KubeObject, now: Time): void {
  const phase = textAt(pod, 'status', 'phase')
  const deletedAt = timeAt(pod, 'metadata', 'deletionTimestamp')
  if (deletedAt !== undefined && phase !== 'Failed' && phase !== 'Succeeded') {
    out.line(0, `Status:\tTerminating (lasts ${humanDuration(now - deletedAt)})`)
    out.line(0, `Termination Grace Period:\t${numberAt(pod, 'metadata', 'deletionGracePeriodSeconds')}s`)
  } else out.line(0, `Status:\t${phase}`)
  for (const [title, field] of [
    ['Reason', 'reason'],
    ['Message', 'message'],
  ] as const) {
    const text = textAt(pod, 'status', field)
    if (text !== '') out.line(0, `${title}:\t${text}`)
  }
}

// kubectl: pkg/describe/describe.go describePodIPs (v1.36)
function addressLines(out: Lines, pod: KubeObject): void {
  out.line(0, `IP:\t${textAt(pod, 'status', 'podIP')}`)
  const addresses = listAt(pod, 'status', 'podIPs')
  out.line(0, `IPs:${addresses.length === 0 ? '\t<none>' : ''}`)
  for (const address of addresses) out.line(1, `IP:\t${textAt(address, 'ip')}`)
}

function containersLines(out: Lines, pod: KubeObject): void {
  const resolve = (path: string) => extractFieldPathAsString(pod, path)
  for (const [label, field, statuses] of CONTAINERS) {
    const containers = listAt(pod, 'spec', field)
    if (containers.length === 0 && field !== 'containers') continue
    describeContainers(out, { label, containers, statuses: listAt(pod, 'status', statuses), resolve })
  }
}

const CONTAINERS = [
  ['Init Containers', 'initContainers', 'initContainerStatuses'],
  ['Containers', 'containers', 'containerStatuses'],
  ['Ephemeral Containers', 'ephemeralContainers', 'ephemeralContainerStatuses'],
] as const

/** Of the fields that a variable can name, kubectl knows those of the metadata. */
// kubectl: pkg/describe/describe.go EnvValueRetriever; pkg/util/fieldpath/fieldpath.go ExtractFieldPathAsString (v1.36)
function extractFieldPathAsString({ metadata }: KubeObject, path: string): string {
  const subscript = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path)
  if (subscript) return ownValue(metadata[subscript[1] as 'labels'], subscript[2] as string) ?? ''
  switch (path) {
    case 'metadata.labels':
    case 'metadata.annotations':
      return Object.entries(mapAt(metadata, path.slice('metadata.'.length)))
        .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
        .sort()
        .join('\n')
    case 'metadata.name':
    case 'metadata.namespace':
    case 'metadata.uid':
      return textAt(metadata, path.slice('metadata.'.length))
    default:
      return ''
  }
}

function conditionsLines(out: Lines, pod: KubeObject): void {
  const conditions = listAt(pod, 'status', 'conditions')
  const gates = listAt(pod, 'spec', 'readinessGates')
  if (gates.length > 0) {
    out.line(0, 'Readiness Gates:\n  Type\tStatus')
    for (const gate of gates) {
      const type = textAt(gate, 'conditionType')
      const condition = conditions.find((each) => textAt(each, 'type') === type)
      out.line(1, `${type} \t${condition === undefined ? '<none>' : textAt(condition, 'status')} `)
    }
  }
  if (conditions.length === 0) return
  out.line(0, 'Conditions:\n  Type\tStatus')
  for (const condition of conditions) out.line(1, `${textAt(condition, 'type')} \t${textAt(condition, 'status')} `)
}

function specOf({ spec }: KubeObject): PodSpec {
  const { containers, ...rest } = (spec ?? {}) as PodSpec
  return { ...rest, containers: containers ?? [] }
}
