import type { Widen } from '../../lib/widen.ts'
import type { COMPARISON_EN } from './words-en.ts'

export const COMPARISON_ZH: Widen<typeof COMPARISON_EN> = {
  pin: '固定本次运行',
  pinHint: '固定本次运行，以便与修改文本后的运行比较',
  unpin: '取消固定',
  compare: '对比',
  pinned: (title) => `已固定：${title}`,
  pinnedHint: '修改文本后，新的运行会画在它之上。',
  comparedWith: (title) => `与 ${title} 比较`,
  waiting: '文本有效并模拟完成后再比较',
  same: '没有差异',
  firstDifference: (clock) => `首个差异在 ${clock}`,
  differences: (count) => `${count} 处差异`,
  upTo: (clock) => `只比较到 ${clock}：较短的一次运行在此截止`,
  swap: '交换',
  swapHint: '让固定的运行成为当前运行，并固定当前这次',
  restore: '恢复文本',
  restoreHint: '恢复固定的文本',
  list: '差异',
  onlySmall: '这里统计的内容没有差异，但并非一切都发生在相同的时刻。',
}
