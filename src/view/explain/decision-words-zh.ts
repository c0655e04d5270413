import { rangesText } from '../../lib/number-ranges.ts'
import type { RankedPod } from '../../trace/decision/eviction-ranking.ts'
import type { CgroupLimits } from '../../trace/decision/resize-in-place.ts'
import type { StatefulSetWait } from '../../trace/decision/stateful-set-wait.ts'
import { durationZh } from '../time/time-zh.ts'
import { byteQuantity, cpuLimitText, memoryLimitText, wholeMebibytes } from './amounts.ts'
import { type DecisionWords, sayReason } from './decision-words.ts'
import { REASONS_ZH } from './reason-words-zh.ts'
import { headed, joined, whole } from './said.ts'

export const DECISIONS_ZH: DecisionWords = {
  allocateCPUs: ({ own, shared }, container) =>
    whole(`${container} 独占 CPU ${rangesText(own)}；其余容器共享 ${rangesText(shared)}`),
  cleanUpContainersInPod: ({ seen }) =>
    whole(
      seen
        ? 'kubelet 在移除容器之前读到了它们如何结束；也完全可能是另一种先后'
        : '容器在 kubelet 读到它们如何结束之前就被移除了；也完全可能是另一种先后',
    ),
  completeWork: ({ delayMs }) => whole(`若其间没有别的事发生，${durationZh(delayMs)}后再查看这个 Pod`),
  computePodActions: ({ because }) =>
    joined(
      because.map((reason) => sayReason(reason, REASONS_ZH)),
      '；',
    ),
  doBackOff: ({ nextWaitMs }, container) =>
    whole(`${container} 现在可以重启；再下一次重启要等待 ${durationZh(nextWaitMs)}`),
  doPodResizeAction: ({ before, after }, container) => {
    const changes = changesOf(before, after)
    const head = `容器 ${container} 在运行中调整资源`
    return changes.length > 0 ? headed(head, '：', changes.join('，')) : whole(head)
  },
  evictionRanking: ({ starved, order }) =>
    headed('驱逐顺序', '：', order.map((each) => `${each.pod}（${placeOf(each, starved === 'pids')}）`).join('、')),
  logRotation: ({ maxSize }) =>
    headed(
      `日志已达 ${wholeMebibytes(maxSize) ?? `${maxSize} 字节`}，进行轮转`,
      '：',
      'kubectl logs 只显示此后写入的内容',
    ),
  preempt: ({ node, victims }) => whole(`${victims.map(({ name }) => name).join('、')} 须让出 ${node}`),
  schedule: (decision) => whole(decision.kind === 'bind' ? `${decision.node} 合适` : decision.message),
  startContainer: (reason) => sayReason(reason, REASONS_ZH),
  statefulSetWait: ({ set, because, before }) => whole(`${set} 等到${WAIT_UNTIL[because]}，才${WAIT_BEFORE[before]}`),
}

const WAIT_UNTIL: Readonly<Record<StatefulSetWait['because'], string>> = {
  over: '这个已结束的 Pod 消失并重新创建',
  terminating: '这个 Pod 消失',
  notReady: '这个 Pod 运行且就绪',
  notAvailable: '这个 Pod 就绪满 minReadySeconds',
  staleClaim: '上一个 Pod 的存储声明消失',
}

const WAIT_BEFORE: Readonly<Record<StatefulSetWait['before'], string>> = {
  next: '创建下一个',
  scaleDown: '删除下一个',
  update: '更新下一个',
}

function changesOf(before: CgroupLimits, after: CgroupLimits): string[] {
  const limit = (value: string | undefined) => value ?? '无'
  return [
    ['内存限制', limit(memoryLimitText(before)), limit(memoryLimitText(after))],
    ['CPU 限制', limit(cpuLimitText(before)), limit(cpuLimitText(after))],
    ['CPU 份额', before.cpuShares, after.cpuShares],
  ].flatMap(([what, was, is]) => (was === is ? [] : [`${what} ${was} → ${is}`]))
}

function placeOf({ over, priority }: RankedPod, processes: boolean): string {
  const request = over > 0 ? `超出请求 ${byteQuantity(over)}` : `未超请求，余 ${byteQuantity(-over)}`
  const what = processes ? `${over} 个进程` : request
  return priority === 0 ? what : `${what}，优先级 ${priority}`
}
