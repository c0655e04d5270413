import type { PodSpec, Toleration } from '../pod/pod.ts'

const DEFAULT_TOLERATION_SECONDS = 300

/** How long a Pod stays on a node that is gone, unless it says so itself. */
// plugin/pkg/admission/defaulttolerationseconds: admission.go Admit (v1.36)
export function addDefaultTolerations(spec: PodSpec): void {
  const given = spec.tolerations ?? []
  const added = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']
    .filter((key) => !given.some((toleration) => covers(toleration, key)))
    .map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: DEFAULT_TOLERATION_SECONDS,
    }))
  if (added.length > 0) spec.tolerations = [...given, ...added]
}

function covers({ key, effect }: Toleration, taintKey: string): boolean {
  return (!key || key === taintKey) && (!effect || effect === 'NoExecute')
}
