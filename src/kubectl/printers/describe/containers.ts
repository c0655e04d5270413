import { at, listAt, mapAt, numberAt, sortedEntries, textAt } from '../field.ts'
import { describeContainerEnvFrom, describeContainerEnvVars, type FieldResolver } from './container-env.ts'
import type { Lines } from './lines.ts'
import { describeProbe } from './probe.ts'
import { boolText, quantityText, quoted, timeText } from './words.ts'

interface ContainersPart {
  readonly label: string
  readonly containers: readonly unknown[]
  readonly statuses?: readonly unknown[]
  readonly resolve?: FieldResolver
  /** What stands before the label: a template's containers stand further in. */
  readonly space?: string
}

// kubectl: pkg/describe/describe.go describeContainers (v1.36)
export function describeContainers(out: Lines, part: ContainersPart): void {
  const { label, containers, statuses = [], resolve, space = '' } = part
  out.line(0, `${space}${label}:${containers.length === 0 ? ' <none>' : ''}`)
  const byName = new Map(statuses.map((status) => [textAt(status, 'name'), status]))
  for (const container of containers) {
    const status = byName.get(textAt(container, 'name'))
    describeContainerBasicInfo(out, container, status, space)
    wordLines(out, 'Command', listAt(container, 'command'))
    wordLines(out, 'Args', listAt(container, 'args'))
    if (status !== undefined) describeContainerState(out, status)
    describeResources(out, mapAt(container, 'resources'), 2)
    for (const [title, field] of PROBES) {
      const probe = at(container, field)
      if (probe) out.line(2, `${title}:\t${describeProbe(probe)}`)
    }
    describeContainerEnvFrom(out, container)
    describeContainerEnvVars(out, container, resolve)
    describeContainerVolumes(out, container)
  }
}

const PROBES = [
  ['Liveness', 'livenessProbe'],
  ['Readiness', 'readinessProbe'],
  ['Startup', 'startupProbe'],
] as const

// kubectl: pkg/describe/describe.go describeContainerBasicInfo (v1.36)
function describeContainerBasicInfo(out: Lines, container: unknown, status: unknown, space: string): void {
  out.line(1, `${space === '' ? '' : ' '}${textAt(container, 'name')}:`)
  if (status !== undefined) out.line(2, `Container ID:\t${textAt(status, 'containerID')}`)
  out.line(2, `Image:\t${textAt(container, 'image')}`)
  if (status !== undefined) out.line(2, `Image ID:\t${textAt(status, 'imageID')}`)
  const ports = listAt(container, 'ports')
  for (const [title, text] of [
    ['Port', describeContainerPorts(ports)],
    ['Host Port', describeContainerHostPorts(ports)],
  ] as const) {
    out.line(2, `${title}${text.includes(',') ? 's' : ''}:\t${text || '<none>'}`)
  }
  describeSeccomp(out, at(container, 'securityContext', 'seccompProfile'), 2)
}

export function describeSeccomp(out: Lines, profile: unknown, level: number): void {
  if (!profile) return
  const type = textAt(profile, 'type')
  out.line(level, `SeccompProfile:\t${type}`)
  if (type === 'Localhost') {
    out.line(level === 0 ? 0 : level + 1, `LocalhostProfile:\t${textAt(profile, 'localhostProfile')}`)
  }
}

export function describeContainerPorts(ports: readonly unknown[]): string {
  return portsText(ports, 'containerPort')
}

export function describeContainerHostPorts(ports: readonly unknown[]): string {
  return portsText(ports, 'hostPort')
}

function portsText(ports: readonly unknown[], field: string): string {
  return ports
    .map((port) => {
      const name = textAt(port, 'name')
      return `${numberAt(port, field)}/${textAt(port, 'protocol')}${name === '' ? '' : ` (${name})`}`
    })
    .join(', ')
}

/** Each word on a line of its own, and each of its lines. */
// kubectl: pkg/describe/describe.go describeContainerCommand (v1.36)
function wordLines(out: Lines, title: string, words: readonly unknown[]): void {
  if (words.length === 0) return
  out.line(2, `${title}:`)
  for (const line of words.flatMap((word) => String(word).split('\n'))) out.line(3, line)
}

// kubectl: pkg/describe/describe.go describeContainerState (v1.36)
function describeContainerState(out: Lines, status: unknown): void {
  describeStatus(out, 'State', at(status, 'state'))
  if (at(status, 'lastState', 'terminated')) describeStatus(out, 'Last State', at(status, 'lastState'))
  out.line(2, `Ready:\t${boolText(at(status, 'ready'))}`)
  out.line(2, `Restart Count:\t${numberAt(status, 'restartCount')}`)
}

// kubectl: pkg/describe/describe.go describeStatus (v1.36)
function describeStatus(out: Lines, title: string, state: unknown): void {
  const running = at(state, 'running')
  const terminated = at(state, 'terminated')
  if (running) {
    out.line(2, `${title}:\tRunning`)
    out.line(3, `Started:\t${timeText(textAt(running, 'startedAt'))}`)
  } else if (terminated && !at(state, 'waiting')) {
    out.line(2, `${title}:\tTerminated`)
    for (const [name, field] of [
      ['Reason', 'reason'],
      ['Message', 'message'],
    ] as const) {
      const text = textAt(terminated, field)
      if (text !== '') out.line(3, `${name}:\t${text}`)
    }
    out.line(3, `Exit Code:\t${numberAt(terminated, 'exitCode')}`)
    const signal = numberAt(terminated, 'signal')
    if (signal > 0) out.line(3, `Signal:\t${signal}`)
    out.line(3, `Started:\t${timeText(textAt(terminated, 'startedAt'))}`)
    out.line(3, `Finished:\t${timeText(textAt(terminated, 'finishedAt'))}`)
  } else {
    out.line(2, `${title}:\tWaiting`)
    const reason = textAt(state, 'waiting', 'reason')
    if (reason !== '') out.line(3, `Reason:\t${reason}`)
  }
}

// kubectl: pkg/describe/describe.go describeResources (v1.36)
export function describeResources(out: Lines, resources: unknown, level: number): void {
  for (const [title, field] of [
    ['Limits', 'limits'],
    ['Requests', 'requests'],
  ] as const) {
    const list = sortedEntries(mapAt(resources, field))
    if (list.length > 0) out.line(level, `${title}:`)
    for (const [name, quantity] of list) out.line(level + 1, `${name}:\t${quantityText(quantity)}`)
  }
}

// kubectl: pkg/describe/describe.go describeContainerVolumes (v1.36)
function describeContainerVolumes(out: Lines, container: unknown): void {
  const mounts = sortedBy(listAt(container, 'volumeMounts'), 'mountPath')
  const none = mounts.length === 0 ? '\t<none>' : ''
  out.line(2, `Mounts:${none}`)
  for (const mount of mounts) {
    const subPath = textAt(mount, 'subPath')
    const flags = [at(mount, 'readOnly') === true ? 'ro' : 'rw', ...(subPath === '' ? [] : [`path=${quoted(subPath)}`])]
    out.line(3, `${textAt(mount, 'mountPath')} from ${textAt(mount, 'name')} (${flags.join(',')})`)
  }
  const devices = sortedBy(listAt(container, 'volumeDevices'), 'devicePath')
  if (devices.length === 0) return
  out.line(2, `Devices:${none}`)
  for (const device of devices) out.line(3, `${textAt(device, 'devicePath')} from ${textAt(device, 'name')}`)
}

export function sortedBy(list: readonly unknown[], field: string): unknown[] {
  return list.toSorted((a, b) => {
    const [x, y] = [textAt(a, field), textAt(b, field)]
    return x < y ? -1 : x > y ? 1 : 0
  })
}
