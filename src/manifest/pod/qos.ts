import type { Pod } from './pod.ts'

export function computePodQOS(pod: Pod): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const any = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].some(
    (container) =>
      Object.keys(container.resources?.limits ?? {}).length + Object.keys(container.resources?.requests ?? {}).length >
      0,
  )
  return any ? 'Burstable' : 'BestEffort'
}
