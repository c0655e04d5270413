import type { CgroupValues } from '../runtime/cgroup.ts'

interface Change {
  readonly before: CgroupValues
  readonly after: CgroupValues
  /** Bytes that are used now. */
  readonly usage: number
}

/** What a resize in place changes. */
export interface CgroupChange {
  readonly pod: Change
  readonly containers: readonly (Change & { readonly name: string })[]
}
