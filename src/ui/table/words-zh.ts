import type { Widen } from '../../lib/widen.ts'
import type { TABLE_EN } from './words-en.ts'

export const TABLE_ZH: Widen<typeof TABLE_EN> = {
  picture: '发生的一切，以表格呈现',
  loading: '各行随轨迹一同到来。',
  summary: '概要',
  find: '在表格中查找',
  kindsLabel: '列出的内容',
  kinds: {
    steps: '步骤',
    pods: '各个 Pod',
    containers: '容器',
    probes: '探针',
    endpoints: '端点',
    traffic: '流量',
    nodes: '节点',
    objects: '其他对象',
    events: '事件',
    decisions: '决定',
    logs: '日志',
  },
  columns: { time: '时间', of: '对象', what: '发生了什么', rule: '规则' },
  counted: (shown, all) => (shown === all ? `${all} 行` : `${shown} 行，共 ${all} 行`),
  nothing: '没有符合的行。',
}
