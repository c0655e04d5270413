import { formatQuantity } from '../../manifest/quantity.ts'
import type { CgroupLimits } from '../../trace/decision/resize-in-place.ts'

/** Bytes as a quantity; what a request makes of less than a byte does not count. */
export function byteQuantity(bytes: number): string {
  return formatQuantity({ nano: BigInt(Math.trunc(bytes)) * 1_000_000_000n, format: 'BinarySI' })
}

export function wholeMebibytes(bytes: number): string | undefined {
  const mebibytes = bytes / 1024 ** 2
  return Number.isInteger(mebibytes) ? `${mebibytes}Mi` : undefined
}

/** Undefined: there is no limit. */
export function memoryLimitText({ memoryMax }: CgroupLimits): string | undefined {
  return memoryMax === undefined ? undefined : (wholeMebibytes(memoryMax) ?? `${memoryMax}`)
}

/** Undefined: there is no limit. */
export function cpuLimitText({ cpuQuotaUs, cpuPeriodUs = 100_000 }: CgroupLimits): string | undefined {
  return cpuQuotaUs === undefined ? undefined : `${(cpuQuotaUs * 1000) / cpuPeriodUs}m`
}
