import { maskText, rangesText } from '../../lib/number-ranges.ts'
import type { RuntimeContainer } from './container.ts'
import { type NodeFacts, processorsOf } from './node-facts.ts'

/** On which CPUs of its node a container's processes may run, as Linux writes it. */
export function allowedCPUs(
  { config }: Pick<RuntimeContainer, 'config'>,
  facts: Pick<NodeFacts, 'milliCPU'>,
): { readonly list: string; readonly mask: string } {
  const own = config.cpus?.()
  if (own) return { list: rangesText(own), mask: maskText(own) }
  const cores = processorsOf(facts)
  return { list: cores === 1 ? '0' : `0-${cores - 1}`, mask: ((1 << Math.min(cores, 30)) - 1).toString(16) }
}
