import { durationZh } from '../time/time-zh.ts'
import type { SummaryWords } from './summary-words-en.ts'

export const SUMMARY_ZH: SummaryWords = {
  duration: (ms) => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} 秒` : durationZh(Math.round(ms / 1000) * 1000)),
  noPod: (lasted) => `${lasted}内没有创建任何 Pod。`,
  pods: (count, lasted) => `${lasted}内共有 ${count} 个 Pod。`,
  morePods: (count) => `还有 ${count} 个 Pod。`,
  lived: (pod, node, lasted) => `Pod ${pod} 在 ${node} 上存在了 ${lasted}。`,
  neverBound: (pod, lasted) => `Pod ${pod} 等待节点 ${lasted}，始终没有等到。`,
  boundLate: (pod, waited, node, lasted) => `Pod ${pod} 等待节点 ${waited}，随后到 ${node}；总共存在 ${lasted}。`,
  readyAfter: (after, lost) =>
    lost === 0 ? `它在 ${after}后就绪。` : `它在 ${after}后就绪，其后 ${lost} 次失去就绪。`,
  neverReady: '它从未就绪。',
  restarted: (container, count, why) => `容器 ${container} 重启了 ${count} 次：${why}。`,
  ended: (container, code, reason) => `容器 ${container} 以退出码 ${code} 结束${reason === '' ? '' : `，${reason}`}。`,
  neverStarted: (container, reason) => `容器 ${container} 从未启动：${reason}。`,
  startedLate: (container, after, reason) => `容器 ${container} 在 ${after}后才启动，因为 ${reason}。`,
  cause: (cause) => {
    switch (cause.kind) {
      case 'probe':
        return `${cause.probe} 连续失败 ${cause.failures} 次`
      case 'oom':
        return '因内存被杀死'
      case 'killed':
        return '被杀死'
      default:
        return `自行以退出码 ${cause.code} 结束`
    }
  },
  eachTime: (cause) => `每次都是${/^[!-~]/.test(cause) ? ' ' : ''}${cause}`,
  some: (cause, count) => `${cause}（${count} 次）`,
  list: (causes) => causes.join('、'),
  gone: (at) => `它在 ${at}后消失。`,
  ends: (status, ready) => `最后它的 STATUS 为 ${status}，READY ${ready}。`,
  short: (pod, restarts, status, ready) =>
    `Pod ${pod} ${restarts > 0 ? `重启了 ${restarts} 次，` : ''}最后为 ${status}，READY ${ready}。`,
  shortGone: (pod, restarts, after) => `Pod ${pod} ${restarts > 0 ? `重启了 ${restarts} 次，` : ''}在 ${after}后消失。`,
}
