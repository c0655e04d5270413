import type { PodHistory, PodVersion } from '../history/pod-history.ts'

type Read = (pod: PodVersion['pod']) => string | undefined

const known = new WeakMap<PodVersion, Map<string, PodVersion>>()

/**
 * The version since which a value of the Pod is what it is at `version`. `what` names the value: a version never
 * changes, and at every frame somebody asks the same of it.
 */
export function writtenBy({ versions }: PodHistory, version: PodVersion, what: string, read: Read): PodVersion {
  const answers = known.get(version) ?? new Map<string, PodVersion>()
  known.set(version, answers)
  let since = answers.get(what)
  if (since !== undefined) return since
  const value = read(version.pod)
  since = version
  for (let i = versions.indexOf(version) - 1; i >= 0; i--) {
    const earlier = versions[i] as PodVersion
    if (read(earlier.pod) !== value) break
    since = earlier
  }
  answers.set(what, since)
  return since
}
