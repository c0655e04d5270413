import type { Pod } from '../../../manifest/pod/pod.ts'

/** SCHED-5: why a Pod is not even put into the queue; undefined: nothing holds it. */
// scheduler: plugins/schedulinggates/scheduling_gates.go PreEnqueue (v1.36)
export function schedulingGated({ spec }: Pod): string | undefined {
  const gates = spec.schedulingGates ?? []
  if (gates.length === 0) return undefined
  return `waiting for scheduling gates: [${gates.map(({ name }) => name).join(' ')}]`
}
