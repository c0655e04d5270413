import type { Widen } from '../../lib/widen.ts'
import type { DRAWER_EN } from './words-en.ts'

export const DRAWER_ZH: Widen<typeof DRAWER_EN> = {
  drawer: '事件与日志',
  terminal: '终端',
  kubectlSees: (clock) => `kubectl 看到的是 ${clock} 时的集群`,
  events: '事件',
  logs: '日志',
  noEvents: '还没有事件',
  noLogs: '还没有任何输出',
  seen: (clock) => `${clock} 时的集群`,
  differences: '差异',
  legend: '图例',
  source: '哪个容器的日志',
  allContainers: '所有容器',
  open: '打开',
  close: '关闭',
  earlierLines: (count) => `更早的 ${count} 行`,
}
