import { ownValue } from '../../lib/own.ts'
import { isDNS1123Label } from '../object/name.ts'
import type { Warning } from '../object/warnings.ts'
import { child, item, keyed } from '../path.ts'
import { parseQuantity, quantityMilliValue } from '../quantity.ts'
import type { Container } from './container.ts'
import { DEPRECATED_VOLUMES, warnedField } from './deprecated-volumes.ts'
import type { Pod } from './pod.ts'

/** What the API server accepts and frowns upon: kubectl prints each behind "Warning: ". */
// pkg/api/pod: warnings.go warningsForPodSpecAndMeta; registry/core/pod: strategy.go WarningsOnCreate (v1.36)
export function podWarnings({ metadata, spec }: Pod): Warning[] {
  const warnings: Warning[] = []
  // A name that is missing is an error of its own.
  const wrongAsLabel = metadata.name ? isDNS1123Label(metadata.name) : []
  if (wrongAsLabel.length > 0) {
    const recommended = 'a DNS label is recommended'
    warnings.push(
      at(
        'metadata.name',
        `this is used in the Pod's hostname, which can result in surprising behavior; ${recommended}: [${wrongAsLabel.join(', ')}]`,
      ),
    )
  }
  const grace = spec.terminationGracePeriodSeconds
  if (grace !== undefined && grace < 0) {
    const path = 'spec.terminationGracePeriodSeconds'
    warnings.push(at(path, 'must be >= 0; negative values are invalid and will be treated as 1'))
  }
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    for (const source of Object.keys(volume)) {
      const said = ownValue(DEPRECATED_VOLUMES, source)
      const volumePath = item('spec.volumes', index)
      if (said === undefined) continue
      const message = `${child(volumePath, warnedField(source))}: ${said}`
      warnings.push({ path: child(volumePath, source), message })
    }
  }
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (spec[list] ?? []).entries()) {
      warnings.push(...containerWarnings(container, item(child('spec', list), index)))
    }
  }
  return warnings
}

function containerWarnings(container: Container, path: string): Warning[] {
  return [
    ...fractionalMemory(container, path),
    ...hiddenVariables(container, child(path, 'env')),
    ...repeatedPorts(container, child(path, 'ports')),
  ]
}

function fractionalMemory({ resources }: Container, path: string): Warning[] {
  return (['limits', 'requests'] as const).flatMap((list) =>
    ['memory', 'ephemeral-storage'].flatMap((resource) => {
      const given = ownValue(resources?.[list], resource)
      const quantity = given === undefined ? undefined : parseQuantity(given)
      if (!quantity || quantityMilliValue(quantity) % 1000n === 0n) return []
      const where = keyed(child(child(path, 'resources'), list), resource)
      return [at(where, `fractional byte value "${given}" is invalid, must be an integer`)]
    }),
  )
}

function hiddenVariables({ env = [] }: Container, path: string): Warning[] {
  const seen = new Set<string>()
  return env.flatMap(({ name, value = '' }, index) => {
    // FOO=$(FOO)bar builds on what was there.
    const hides = seen.has(name) && !value.includes(`$(${name})`)
    seen.add(name)
    return hides
      ? [at(item(path, index), `hides previous definition of "${name}", which may be dropped when using apply`)]
      : []
  })
}

function repeatedPorts({ ports = [] }: Container, path: string): Warning[] {
  return ports.flatMap((port, index) => {
    const earlier = ports.findIndex(
      (other, otherIndex) =>
        otherIndex < index &&
        other.containerPort === port.containerPort &&
        other.protocol === port.protocol &&
        (other.hostPort ?? 0) === (port.hostPort ?? 0) &&
        (other.hostIP ?? '') === (port.hostIP ?? ''),
    )
    return earlier < 0 ? [] : [at(item(path, index), `duplicate port definition with ${item(path, earlier)}`)]
  })
}

function at(path: string, what: string): Warning {
  return { path, message: `${path}: ${what}` }
}
