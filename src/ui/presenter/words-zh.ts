import type { Widen } from '../../lib/widen.ts'
import type { PRESENTER_EN } from './words-en.ts'

export const PRESENTER_ZH: Widen<typeof PRESENTER_EN> = {
  present: '演示',
  presentHint: '演示：大字显示，隐藏尚未发生的一切',
  presenting: '演示',
  step: (index, count) => `${index} / ${count}`,
  stepHint: (index, count) => `第 ${index} 步，共 ${count} 步`,
  inShort: (what) => `要点：${what}`,
  begins: '开始。',
  lanes: '泳道',
  lanesHint: '不选时，显示发生事情最多的泳道，以放得下为限。',
  laneOf: (name, note) => (note === undefined ? name : `${name}，${note}`),
  lanesByThemselves: '自动选择',
  nothingYet: '还没有发生任何事',
  keys: { step: '单步', play: '播放', pause: '暂停', lanes: '泳道', theme: '深色、浅色', leave: '退出' },
}
