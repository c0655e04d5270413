import type { ToolWords } from './tools-words-en.ts'

export const TOOLS_ZH: ToolWords = {
  shown: '显示范围',
  range: (from, to) => `${from} – ${to}`,
  zoomOut: '缩小',
  zoomIn: '放大',
  fit: '适应',
  fitAll: '显示整个过程',
  fitSelection: '放大到所选',
  clock: '墙上时钟',
  clockRelative: '自开始起的时间',
  foldAll: '折叠所有泳道',
  unfoldAll: '展开所有泳道',
  fold: (name) => `折叠 ${name}`,
  unfold: (name) => `展开 ${name}`,
  gaps: '压缩平静时段',
  nextRestart: '下一次重启',
  previousRestart: '上一次重启',
  loop: '循环',
  loopWhole: '循环播放整个过程',
  loopRange: (from, to) => `循环播放 ${from} – ${to}`,
}
