import type { Trace } from '../../trace/trace.ts'
import { type PodHistory, podHistories } from '../history/pod-history.ts'

/** A Pod of one run and the Pod of the other that plays its part; one of them is missing where nobody does. */
export interface PodPair {
  readonly was: PodHistory | undefined
  readonly is: PodHistory | undefined
}

/**
 * Who is who in two runs of two texts: by name, and the n-th of one name; then, of those that are left, by what they
 * were made from (a Job's Pods have other names in every run); at last, where one is left on each side, those two.
 */
export function matchPods(was: Trace, is: Trace): readonly PodPair[] {
  const pairs: PodPair[] = []
  let [before, after] = [[...podHistories(was)], [...podHistories(is)]]
  for (const keyOf of [nameOf, makerOf, () => '']) {
    const open = numbered(after, keyOf)
    const left: PodHistory[] = []
    for (const [key, each] of numbered(before, keyOf)) {
      const other = open.get(key)
      if (other === undefined) left.push(each)
      else {
        pairs.push({ was: each, is: other })
        open.delete(key)
      }
    }
    before = left
    after = [...open.values()]
    // The last resort is for one that was renamed, not for a crowd.
    if (keyOf === makerOf && (before.length !== 1 || after.length !== 1)) break
  }
  return [
    ...pairs,
    ...before.map((each) => ({ was: each, is: undefined })),
    ...after.map((each) => ({ was: undefined, is: each })),
  ]
}

function numbered(histories: readonly PodHistory[], keyOf: (history: PodHistory) => string): Map<string, PodHistory> {
  const counts = new Map<string, number>()
  const byKey = new Map<string, PodHistory>()
  for (const history of histories) {
    const key = keyOf(history)
    const count = counts.get(key) ?? 0
    counts.set(key, count + 1)
    byKey.set(`${key}#${count}`, history)
  }
  return byKey
}

function nameOf({ ref }: PodHistory): string {
  return `${ref.namespace}/${ref.name}`
}

function makerOf({ ref, versions }: PodHistory): string {
  const owner = versions[0]?.pod.metadata.ownerReferences?.[0]
  return owner === undefined ? `pod ${nameOf({ ref } as PodHistory)}` : `${ref.namespace}/${owner.kind}/${owner.name}`
}

/** The same of the containers of two Pods: by name; where one of a kind is left on each side, those two. */
export function matchContainers<C extends { readonly name: string; readonly kind: string }>(
  was: readonly C[],
  is: readonly C[],
): readonly { readonly was: C | undefined; readonly is: C | undefined }[] {
  const left = was.filter((each) => !is.some((other) => other.name === each.name))
  const fresh = is.filter((each) => !was.some((other) => other.name === each.name))
  const partnerOf = (each: C): C | undefined => {
    const same = is.find((other) => other.name === each.name)
    if (same) return same
    const [one, two] = fresh.filter((other) => other.kind === each.kind)
    return two === undefined && left.filter((other) => other.kind === each.kind).length === 1 ? one : undefined
  }
  const pairs = was.map((each) => ({ was: each, is: partnerOf(each) }))
  return [
    ...pairs,
    ...fresh.filter((each) => !pairs.some((pair) => pair.is === each)).map((each) => ({ was: undefined, is: each })),
  ]
}
