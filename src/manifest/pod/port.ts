import { duplicate, type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { isValidPortName, isValidPortNum } from '../object/name.ts'
import { child, item } from '../path.ts'
import type { Container, ContainerPort } from './container.ts'

const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

// apis/core/validation: validation.go validateContainerPorts (v1.36)
export function validateContainerPorts(ports: readonly ContainerPort[], path: string): FieldError[] {
  const errors: FieldError[] = []
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const at = item(path, index)
    if (port.name) {
      const wrong = isValidPortName(port.name)
      if (wrong.length > 0) errors.push(...wrong.map((each) => invalid(child(at, 'name'), port.name, each)))
      else if (names.has(port.name)) errors.push(duplicate(child(at, 'name'), port.name))
      else names.add(port.name)
    }
    if (!port.containerPort) errors.push(required(child(at, 'containerPort')))
    else errors.push(...numberErrors(port.containerPort, child(at, 'containerPort')))
    if (port.hostPort) errors.push(...numberErrors(port.hostPort, child(at, 'hostPort')))
    if (!port.protocol) errors.push(required(child(at, 'protocol')))
    else if (!PROTOCOLS.includes(port.protocol)) {
      errors.push(notSupported(child(at, 'protocol'), port.protocol, PROTOCOLS))
    }
  }
  return errors
}

function numberErrors(port: number, path: string): FieldError[] {
  return isValidPortNum(port).map((wrong) => invalid(path, port, wrong))
}

/** A port of the node can be had once. */
// apis/core/validation: validation.go checkHostPortConflicts, AccumulateUniqueHostPorts (v1.36)
export function checkHostPortConflicts(containers: readonly Container[], path: string): FieldError[] {
  const errors: FieldError[] = []
  const taken = new Set<string>()
  for (const [index, container] of containers.entries()) {
    for (const [portIndex, port] of (container.ports ?? []).entries()) {
      if (!port.hostPort) continue
      const key = `${port.protocol ?? ''}/${port.hostIP ?? ''}/${port.hostPort}`
      const at = item(child(item(path, index), 'ports'), portIndex)
      if (taken.has(key)) errors.push(duplicate(child(at, 'hostPort'), key))
      else taken.add(key)
    }
  }
  return errors
}

// apis/core/validation: validation.go validateHostNetwork (v1.36)
export function validateHostNetworkPorts(containers: readonly Container[], path: string): FieldError[] {
  return containers.flatMap((container, index) =>
    (container.ports ?? []).flatMap((port, portIndex) => {
      if ((port.hostPort ?? 0) === port.containerPort) return []
      const at = child(item(child(item(path, index), 'ports'), portIndex), 'hostPort')
      return [invalid(at, port.hostPort ?? 0, 'must match `containerPort` when `hostNetwork` is true')]
    }),
  )
}
