import type { Pod } from '../../manifest/pod/pod.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Bed } from './bed.ts'

/** The Pods of a run that are the one that is to be cured, each as it was last. */
export function podsOf(run: Trace, { isMine }: Pick<Bed, 'isMine'>): readonly Pod[] {
  const pods: Pod[] = []
  for (const [key, versions] of run.objects) {
    const last = versions.findLast(({ change }) => change !== 'DELETED')
    // What is stored under a Pod's key is a Pod.
    if (key.startsWith('Pod/') && last && isMine(last)) pods.push(last.object as Pod)
  }
  return pods
}

/** Its container has come to run. */
export function starts(run: Trace, { isMine, container }: Bed): boolean {
  return run.spans.some((span) => span.detail.kind === 'run' && isMine(span.pod) && span.container === container?.name)
}

/** Each of them has got a node. */
export function isBound(run: Trace, bed: Pick<Bed, 'isMine'>): boolean {
  const pods = podsOf(run, bed)
  return pods.length > 0 && pods.every(({ spec }) => spec.nodeName !== undefined)
}
