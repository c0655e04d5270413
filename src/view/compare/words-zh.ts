import type { Duration } from '../../lib/time.ts'
import { clockText } from '../time/time-scale.ts'
import { durationZh } from '../time/time-zh.ts'
import type { Milestone } from './difference.ts'
import type { CompareWords } from './words-en.ts'

const WHAT: Readonly<Record<Milestone, string>> = {
  ready: '就绪',
  started: '启动',
  scheduled: '调度',
  traffic: '进入端点',
  gone: '移除',
}

const NEVER: Readonly<Record<Milestone, string>> = {
  ready: '不再就绪',
  started: '不再启动',
  scheduled: '不再被调度',
  traffic: '不再接收流量',
  gone: '不再被移除',
}

const shift = (ms: Duration): string => `${ms > 0 ? '推迟' : '提前'} ${durationZh(Math.abs(ms))}`
const clock = (at: number): string => clockText(at, 100)
const fewer = (by: number): string => (by < 0 ? '减少' : '增加')

export const COMPARE_ZH: CompareWords = {
  podNew: '新增了该 Pod',
  podMissing: '不再创建该 Pod',
  containerNew: '新增了该容器',
  containerMissing: '不再有该容器',
  statusInstead: (is, was) => `最终为 ${is}，而非 ${was}`,
  statusGone: (was) => `最终已被移除，而非 ${was}`,
  statusStays: (is) => `最终仍然存在：${is}`,
  nodeInstead: (is, was) => `运行在 ${is} 上，而非 ${was}`,
  milestone: (what, by) => `${WHAT[what]}${shift(by)}`,
  milestoneNew: (what, at) => `新出现：${clock(at)} ${WHAT[what]}`,
  milestoneMissing: (what) => NEVER[what],
  insteadOf: (is, was) => `${clock(is)}，原为 ${clock(was)}`,
  before: (was) => `原为 ${clock(was)}`,
  restarts: (is, was) => `重启${fewer(is - was)} ${Math.abs(is - was)} 次`,
  counts: (is, was) => `${is}，原为 ${was}`,
  andFirst: (counts, first) => `${counts}；首次在 ${first}`,
  oomMissing: (was) => `不再发生 OOM 杀死${was === 1 ? '' : `（原有 ${was} 次）`}`,
  oomNew: (is, at) =>
    is === 1 ? `新出现 OOM 杀死，在 ${clock(at)}` : `新出现 OOM 杀死，自 ${clock(at)} 起共 ${is} 次`,
  ooms: (is, was) => `OOM 杀死${fewer(is - was)} ${Math.abs(is - was)} 次`,
  oomShift: (by) => `首次 OOM 杀死${shift(by)}`,
  exitMissing: (code, was, at) =>
    was === 1 ? `${clock(at)} 的退出码 ${code} 不再出现` : `自 ${clock(at)} 起的 ${was} 次退出码 ${code} 不再出现`,
  exitNew: (code, is, at) =>
    is === 1 ? `新出现退出码 ${code}，在 ${clock(at)}` : `新出现退出码 ${code}，自 ${clock(at)} 起共 ${is} 次`,
  exits: (code, is, was) => `退出码 ${code}：${fewer(is - was)} ${Math.abs(is - was)} 次`,
  exitShift: (code, by) => `首个退出码 ${code} ${shift(by)}`,
  condition: (type, is, was) => `状况 ${type} 最终为 ${is}，而非 ${was}`,
  notSet: '未设置',
  warningNew: (reason, at) => `新出现 Warning ${reason}，在 ${clock(at)}`,
  warningMissing: (reason) => `Warning ${reason} 不再出现`,
}
