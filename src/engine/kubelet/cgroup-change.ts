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

/** What becomes different, in words. */
export function resizeSummary({ name, before, after }: CgroupChange['containers'][number]): string {
  const parts = [
    difference('memory limit', bytes(before.memoryMax), bytes(after.memoryMax)),
    difference('CPU limit', milliCPU(before), milliCPU(after)),
    difference('CPU shares', String(before.cpuShares), String(after.cpuShares)),
  ].filter((part) => part !== undefined)
  return `Container ${name} is resized while it runs${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`
}

function difference(what: string, before: string, after: string): string | undefined {
  return before === after ? undefined : `${what} ${before} → ${after}`
}

function bytes(amount: number | undefined): string {
  if (amount === undefined) return 'none'
  const mebibytes = amount / 1024 ** 2
  return Number.isInteger(mebibytes) ? `${mebibytes}Mi` : `${amount}`
}

function milliCPU({ cpuQuotaUs, cpuPeriodUs = 100_000 }: CgroupValues): string {
  return cpuQuotaUs === undefined ? 'none' : `${(cpuQuotaUs * 1000) / cpuPeriodUs}m`
}
