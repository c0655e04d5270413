import type { Widen } from '../../lib/widen.ts'
import type { STAGE_EN } from './words-en.ts'

export const STAGE_ZH: Widen<typeof STAGE_EN> = {
  views: '这次运行的各种视图',
  timeline: '时间线',
  controlPlane: '控制平面',
  states: '状态',
  table: '表格',
  line: (line) => `（第 ${line} 行）`,
  copyRun: '复制这句话',
}
