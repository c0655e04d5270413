import type { CgroupChange } from './cgroup-change.ts'

/** RESIZE-5: why memory limits cannot be lowered now; undefined: they can, or are not lowered. */
// kubelet: kuberuntime_manager.go validateMemoryResizeAction (v1.36)
export function memoryDecreaseError({ pod, containers }: CgroupChange): string | undefined {
  const errors: string[] = []
  for (const { before, after, usage, what } of [
    { ...pod, what: 'pod' },
    ...containers.map((each) => ({ ...each, what: `container "${each.name}"` })),
  ]) {
    const limit = after.memoryMax
    const lowered = limit !== undefined && limit < (before.memoryMax ?? Number.POSITIVE_INFINITY)
    if (lowered && usage >= limit) {
      errors.push(`attempting to set ${what} memory limit (${limit}) below current usage (${usage})`)
    }
  }
  if (errors.length === 0) return undefined
  return `cannot decrease memory limits: ${errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`}`
}
