/** A container gets other limits while it runs: what its cgroup had, and what it has from now on. */
export interface ResizedInPlace {
  readonly before: CgroupLimits
  readonly after: CgroupLimits
}

/** What is absent is not limited. */
export interface CgroupLimits {
  readonly cpuShares: number
  readonly cpuQuotaUs?: number
  readonly cpuPeriodUs?: number
  /** Bytes. */
  readonly memoryMax?: number
}
