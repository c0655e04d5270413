/** What the kernel is told about a container, or about a whole Pod. */
export interface CgroupValues {
  /** How much CPU it gets where not all get what they want. */
  readonly cpuShares: number
  /** Microseconds of CPU time in each period; without: as much as there is. */
  readonly cpuQuotaUs?: number
  readonly cpuPeriodUs?: number
  /** Bytes; without: as much as there is. */
  readonly memoryMax?: number
}

/** Milliseconds of CPU time in each period of 100. */
export function quotaMs({ cpuQuotaUs, cpuPeriodUs = 100_000 }: Partial<CgroupValues>): number | undefined {
  return cpuQuotaUs === undefined ? undefined : (cpuQuotaUs / cpuPeriodUs) * 100
}
