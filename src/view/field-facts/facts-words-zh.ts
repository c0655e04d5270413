import type { Duration } from '../../lib/time.ts'
import { bytesText } from '../lanes/memory.ts'
import { durationZh } from '../time/time-zh.ts'
import type { FactWords } from './facts-words-en.ts'

const tenth = (ms: Duration): string => durationZh(ms < 60_000 ? Math.ceil(ms / 100) * 100 : ms)

export const FACTS_ZH: FactWords = {
  failed: (count, inARow) => (count === inARow ? `失败 ${count} 次` : `失败 ${count} 次，最多连续 ${inARow} 次`),
  neverFailed: (attempts) => `${attempts} 次都没有失败`,
  slowest: (ms) => `最慢 ${tenth(ms)}`,
  firstSuccess: (ms) => `${tenth(ms)}后首次成功`,
  peak: (bytes) => `峰值 ${bytesText(bytes)}`,
  graceUsed: (ms, killed) => (killed ? '用尽，随后 SIGKILL' : `用了 ${tenth(ms)}`),
  restarts: (count) => `重启 ${count} 次`,
  pulled: (ms) => `拉取用了 ${tenth(ms)}`,
  selects: (pods) => (pods === 0 ? '没有选中 Pod' : `选中 ${pods} 个 Pod`),
  of: (field, fact) => `${field} ${fact}`,
}
