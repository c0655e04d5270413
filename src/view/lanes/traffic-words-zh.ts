import type { FailedFor, FailedRequests, Missing } from '../diagnosis/failed-requests.ts'
import { clockText } from '../time/time-scale.ts'
import { durationZh } from '../time/time-zh.ts'
import type { TrafficWords } from './traffic-words-en.ts'

const MISSING: Readonly<Record<Missing, string>> = {
  readiness: '没有就绪探针在它监听之前挡住请求',
  preStop: '没有 preStop 钩子让它留到各节点得知之后',
  longerPreStop: '它的 preStop 钩子在各节点得知之前就结束了',
  draining: '收到 SIGTERM 时它不处理完正在进行的请求',
}

function sayReason({ kind, missing, isStopping }: FailedFor): string {
  const because = missing ? `（${MISSING[missing]}）` : ''
  switch (kind) {
    case 'noService':
      return '找不到这个 Service'
    case 'noPort':
      return '找不到这个端口'
    case 'noEndpoints':
      return '找不到端点'
    case 'notYetListening':
      return `在 Pod 开始监听之前到达${because}`
    case 'stoppedListening':
      return isStopping ? `在 Pod 关闭端口之后到达${because}` : '在容器未运行时到达'
    case 'podGone':
      return `在 Pod 消失之后到达${because}`
    case 'cutOff':
      return isStopping ? `在 Pod 结束时被中断${because}` : '在进程结束时被中断'
    case 'slow':
      return '没有及时得到回答'
    case 'status':
      return '得到错误状态码'
    case 'noHttp':
      return '得到的回答不是 HTTP'
    case 'dropped':
      return '被丢弃'
  }
}

const TOLD = 3

export const TRAFFIC_ZH: TrafficWords = {
  note: (service, rate) => `Service ${service} · ${rate}`,
  verdict: ({ service, count, failed, from, to, reasons }) => {
    const said = `发往 ${service} 的 ${count} 个请求中有 ${failed} 个失败`
    if (failed === 0) return said
    const why = reasons.slice(0, TOLD).map((reason) => `${reason.count} 个${sayReason(reason)}`)
    const when = from === to ? `在 ${clockText(from, 100)}` : `在 ${clockText(from, 100)} 到 ${clockText(to, 100)} 之间`
    return `${said}（${when}）：${why.join('、')}${reasons.length > TOLD ? '……' : ''}`
  },
  failed: (failed) => {
    const head = whatHappened(failed)
    return { head, text: failed.missing ? `${head}：${MISSING[failed.missing]}` : head }
  },
}

function whatHappened(of: FailedRequests): string {
  const { reason, count, node, pod = '', service, port, lag = 0, timeoutMs } = of
  switch (reason.kind) {
    case 'noService':
      return `${count} 个请求找不到名为 ${service} 的 Service`
    case 'noPort':
      return `${count} 个请求丢失了：Service ${service} 没有端口 ${port}`
    case 'noEndpoints':
      return `${node} 拒绝了 ${count} 个请求：它的规则里 ${service} 没有端点`
    case 'notYetListening':
      return `${count} 个请求在 ${pod} 开始监听之前到达`
    case 'stoppedListening':
      return `${pod} 关闭端口后，${node} 在 ${durationZh(lag)}内仍向它发了 ${count} 个请求`
    case 'podGone':
      return `${pod} 消失后，${node} 在 ${durationZh(lag)}内仍向它发了 ${count} 个请求`
    case 'cutOff':
      return `${pod} 的进程结束时，${count} 个请求被中断`
    case 'slow':
      return `${pod} 在 ${durationZh(timeoutMs)}内没有回答 ${count} 个请求`
    case 'status':
      return `${pod} 以 ${reason.status} 回答了 ${count} 个请求`
    case 'noHttp':
      return `${pod} 对 ${count} 个请求的回答不是 HTTP`
    case 'dropped':
      return `${pod} 的规则丢弃了 ${count} 个请求`
  }
}
