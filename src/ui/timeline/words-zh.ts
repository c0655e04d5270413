import type { Widen } from '../../lib/widen.ts'
import { durationZh, leftZh } from '../../view/time/time-zh.ts'
import type { TIMELINE_EN } from './words-en.ts'

export const TIMELINE_ZH: Widen<typeof TIMELINE_EN> = {
  timeline: '时间线',
  nothingMore: '之后不再有变化',
  stale: {
    fresh: undefined,
    pending: '正在更新',
    refused: '来自上一份有效的文本',
    fault: '来自上一次运行',
  },
  backOffOver: '回退结束',
  untilNextSync: '等待下一次同步',
  length: durationZh,
  pulled: (percent, size) => `${size} 的 ${percent} %`,
  left: (leftMs) => `还剩 ${leftZh(leftMs)}`,
  ofBackOff: (lengthMs) => `共回退 ${durationZh(lengthMs)}`,
  wheelHint: 'Ctrl 加滚轮缩放，Shift 加滚轮沿时间移动；拖动可查看一段时间的数据',
  loupe: '放大镜',
  closeLoupe: '关闭放大镜',
  loupeAbout: (from, to, closer) => `${from} – ${to}，放大 ${closer} 倍`,
  lane: (name, note) => (note === undefined ? name : `${name}，${note}`),
  marks: (count) => `${count} 个标记`,
  inWords: (lane) => `${lane}，文字说明`,
  more: (count) => `另有 ${count} 项。`,
}
