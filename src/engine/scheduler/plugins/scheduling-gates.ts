import type { Pod } from '../../../manifest/pod/pod.ts'

/** SCHED-5: why a Pod is not even put into the queue; undefined: nothing holds it. */
// scheduler: plugins/schedulinggates/scheduling_gates.go PreEnqueue (v1.36)
export function schedulingGated({ spec }: Pod): string | undefined {
  const gates = spec.schedulingGates ?? []
  if (gates.length === 0) return undefined
  return `waiting for scheduling gates: [${gates.map(({ name }) => name).join(' ')}]`
}

/**
 * SCHED-5: the Pod asks for claims of devices. One that is not there, or is not made of its template yet, keeps it out of
 * the queue; no driver is simulated that would allocate one that is there.
 */
// scheduler: plugins/dynamicresources/dynamicresources.go PreEnqueue, foreachPodResourceClaim (v1.36)
function waitsForClaims({ spec }: Pod): boolean {
  return (spec.resourceClaims ?? []).length > 0
}

/** Is it kept out of the queue? */
export function keptOut(pod: Pod): boolean {
  return schedulingGated(pod) !== undefined || waitsForClaims(pod)
}
