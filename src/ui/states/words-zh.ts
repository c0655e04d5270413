import type { Widen } from '../../lib/widen.ts'
import { durationZh } from '../../view/time/time-zh.ts'
import type { STATES_EN } from './words-en.ts'

export const STATES_ZH: Widen<typeof STATES_EN> = {
  picture: '播放头处的状态，以及来路',
  loading: '状态随轨迹一同到来。',
  noPod: '文本中没有 Pod。',
  phaseOf: (pod) => `Pod ${pod} 的阶段`,
  phaseHint: 'API 服务器所记录的',
  kinds: { init: 'Init 容器', sidecar: '边车容器', app: '容器', ephemeral: '临时容器' },
  containerHint: '以进程的实际情况为准，原因取自 API',
  notYet: '尚未',
  never: '从未',
  neverInRun: '这次运行中从未',
  subs: { ready: '就绪', notReady: '未就绪', notStarted: '未启动完成', running: '运行中' },
  times: (count) => `${count} 次`,
  total: (ms) => durationZh(ms),
  ways: {
    'Waiting>Running': '启动',
    'Running>Terminated': '结束',
    'Terminated>Running': '再次',
    'Terminated>Waiting': '回退',
    'Waiting>Terminated': '放弃',
  },
  stateIs: (state, count, total) => (count === 0 ? `${state}，尚未` : `${state}，${count} 次，共 ${total}`),
  wayIs: (from, to, count, last) =>
    count === 0 ? `从 ${from} 到 ${to}，尚未` : `从 ${from} 到 ${to}，${count} 次，最近在 ${last}`,
  goThere: '前往下一次',
}
