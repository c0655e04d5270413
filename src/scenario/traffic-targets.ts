import { nearestName } from '../manifest/nearest-name.ts'
import { DEFAULT_NAMESPACE, type KubeObject } from '../manifest/object/meta.ts'
import type { ServiceSpec } from '../manifest/object/service.ts'
import { type Place, problemAt } from '../manifest/place.ts'
import type { FieldFault } from './field-fault.ts'
import type { Problem } from './problem.ts'
import type { Step } from './scenario.ts'
import type { Traffic } from './traffic.ts'

/** Traffic to a Service that nobody makes, or to a port that it does not have: its requests will come to nothing. */
export function trafficTargets(
  traffic: readonly Traffic[],
  objects: readonly KubeObject[],
  steps: readonly Step[],
  place: Place,
): Problem[] {
  const services = [...objects, ...steps.flatMap(objectsOf)].filter(({ kind }) => kind === 'Service')
  return traffic.flatMap(({ index, namespace, service, port }) => {
    const warn = (field: string, fault: FieldFault): Problem[] => {
      const path = `spec.traffic[${index}].${field}`
      return [
        problemAt(place, {
          code: 'scenario',
          severity: 'warning',
          note: { kind: 'field', path, fault },
          path,
          at: 'value',
        }),
      ]
    }
    const inNamespace = services.filter(({ metadata }) => (metadata.namespace ?? DEFAULT_NAMESPACE) === namespace)
    const found = inNamespace.filter(({ metadata }) => metadata.name === service)
    if (found.length === 0) {
      // A line of the shell may expose something under this name.
      if (steps.some(({ action }) => action.kind === 'run' && action.line.includes(service))) return []
      const meant = nearestName(
        service,
        inNamespace.map(({ metadata }) => metadata.name),
      )
      return warn('to', { kind: 'noSuchService', service, ...(meant === undefined ? {} : { meant }) })
    }
    const ports = found.flatMap(({ spec }) => (spec as ServiceSpec).ports ?? []).map((each) => each.port)
    // One without ports of its own sends whoever asks to its Pods.
    if (ports.length === 0 || ports.includes(port)) return []
    return warn('port', { kind: 'noSuchServicePort', service, port, ports })
  })
}

function objectsOf({ action }: Step): readonly KubeObject[] {
  if (action.kind === 'apply') return action.objects
  return action.kind === 'run' ? action.brings.objects : []
}
