import type { Sys } from '../../engine/program-api/program.ts'
import { isGnu, print, type Tool } from '../tool.ts'
import { humanSize } from './human-size.ts'

export interface MemoryInfo {
  readonly total: number
  readonly free: number
  readonly available: number
  readonly buffers: number
  readonly cached: number
}

/** /proc/meminfo: the node's memory, in KiB. */
export function memoryInfo(sys: Sys): MemoryInfo {
  const file = sys.files.read('/proc/meminfo')
  const text = typeof file === 'string' ? '' : file.text
  const value = (name: string): number => Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(text)?.[1] ?? 0)
  return {
    total: value('MemTotal'),
    free: value('MemFree'),
    available: value('MemAvailable'),
    buffers: value('Buffers'),
    cached: value('Cached'),
  }
}

export const free: Tool = function* (call) {
  const { total, free, available, buffers, cached } = memoryInfo(call.sys)
  const letters = call.args.join('')
  const gnu = isGnu(call.sys)
  const divisor = /b/.test(letters) ? 1 / 1024 : /m/.test(letters) ? 1024 : /g/.test(letters) ? 1024 ** 2 : 1
  const show = (kib: number): string => {
    if (!/h/.test(letters)) return String(gnu ? Math.floor(kib / divisor) : Math.round(kib / divisor))
    return gnu
      ? humanSize(kib * 1024).replace(/([KMGT])?$/, (unit) => (unit ? `${unit}i` : 'B'))
      : humanSize(kib * 1024)
  }
  const used = gnu ? total - available : total - free - buffers - cached
  const cells = (values: readonly number[]): string => values.map((kib) => show(kib).padStart(12)).join('')
  const label = (text: string): string => text.padEnd(gnu ? 8 : 7)
  const head = ['total', 'used', 'free', 'shared', 'buff/cache', 'available']
    .map((title) => title.padStart(12))
    .join('')
  return yield* print(
    call,
    `${label('')}${head}\n${label('Mem:')}${cells([total, used, free, 0, buffers + cached, available])}\n${label('Swap:')}${cells([0, 0, 0])}\n`,
  )
}
