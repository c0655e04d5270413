import type { Widen } from '../../lib/widen.ts'
import type { PRESENTER_EN } from './words-en.ts'

export const PRESENTER_ZH: Widen<typeof PRESENTER_EN> = {
  present: '演示',
  presentHint: '演示：大字显示，隐藏尚未发生的一切',
  presenting: '演示',
  step: (index, count) => `${index} / ${count}`,
  stepHint: (index, count) => `第 ${index} 个变化，共 ${count} 个`,
  watchFor: (what) => `注意看：${what}`,
  nothingYet: '还没有发生任何事',
  keys: { step: '单步', play: '播放', pause: '暂停', theme: '深色、浅色', leave: '退出' },
}
