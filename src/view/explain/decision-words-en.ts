import { rangesText } from '../../lib/number-ranges.ts'
import { goDuration } from '../../lib/time.ts'
import type { RankedPod } from '../../trace/decision/eviction-ranking.ts'
import type { CgroupLimits } from '../../trace/decision/resize-in-place.ts'
import type { StatefulSetWait } from '../../trace/decision/stateful-set-wait.ts'
import { byteQuantity, cpuLimitText, memoryLimitText, wholeMebibytes } from './amounts.ts'
import { type DecisionWords, sayReason } from './decision-words.ts'
import { REASONS_EN } from './reason-words-en.ts'
import { headed, joined, whole } from './said.ts'

/** Each decision in one sentence. */
export const DECISIONS_EN: DecisionWords = {
  allocateCPUs: ({ own, shared }, container) =>
    whole(`${container} gets CPU ${rangesText(own)} for itself; ${rangesText(shared)} is for all others`),
  cleanUpContainersInPod: ({ seen }) =>
    whole(
      seen
        ? 'The kubelet has read how the containers ended before it removed them; it might as well have been the other way round'
        : 'The containers were removed before the kubelet read how they ended; it might as well have been the other way round',
    ),
  completeWork: ({ delayMs }) =>
    whole(`The next look at this Pod comes ${goDuration(delayMs)} later, unless something happens before`),
  computePodActions: ({ because }) =>
    joined(
      because.map((reason) => sayReason(reason, REASONS_EN)),
      '; ',
    ),
  doBackOff: ({ nextWaitMs }, container) =>
    whole(`${container} may restart now; the next restart waits ${goDuration(nextWaitMs)}`),
  doPodResizeAction: ({ before, after }, container) => {
    const changes = changesOf(before, after)
    const head = `Container ${container} is resized while it runs`
    return changes.length > 0 ? headed(head, ': ', changes.join(', ')) : whole(head)
  },
  evictionRanking: ({ starved, order }) =>
    headed(
      'The order of eviction',
      ': ',
      order.map((each) => `${each.pod} (${placeOf(each, starved === 'pids')})`).join(', '),
    ),
  logRotation: ({ maxSize }) =>
    headed(
      `The log has reached ${wholeMebibytes(maxSize) ?? `${maxSize} bytes`} and is rotated`,
      ': ',
      'kubectl logs shows what is written from now on',
    ),
  preempt: ({ node, victims }) =>
    whole(
      `${victims.map(({ name }) => name).join(', ')} ${victims.length === 1 ? 'has' : 'have'} to make room on ${node}`,
    ),
  // The message is the scheduler's own.
  schedule: (decision) => whole(decision.kind === 'bind' ? `${decision.node} fits` : decision.message),
  startContainer: (reason) => sayReason(reason, REASONS_EN),
  statefulSetWait: ({ set, because, before }) =>
    whole(`${set} waits ${WAIT_UNTIL[because]} before ${WAIT_BEFORE[before]}`),
}

const WAIT_UNTIL: Readonly<Record<StatefulSetWait['because'], string>> = {
  over: 'until this Pod, which has ended, is gone and made anew',
  terminating: 'until this Pod is gone',
  notReady: 'until this Pod is running and ready',
  notAvailable: 'until this Pod has been ready for minReadySeconds',
  staleClaim: 'until the claim of the Pod before it is gone',
}

const WAIT_BEFORE: Readonly<Record<StatefulSetWait['before'], string>> = {
  next: 'it makes the next one',
  scaleDown: 'it deletes the next one',
  update: 'it updates the next one',
}

function changesOf(before: CgroupLimits, after: CgroupLimits): string[] {
  const limit = (value: string | undefined) => value ?? 'none'
  return [
    ['memory limit', limit(memoryLimitText(before)), limit(memoryLimitText(after))],
    ['CPU limit', limit(cpuLimitText(before)), limit(cpuLimitText(after))],
    ['CPU shares', before.cpuShares, after.cpuShares],
  ].flatMap(([what, was, is]) => (was === is ? [] : [`${what} ${was} → ${is}`]))
}

function placeOf({ over, priority }: RankedPod, processes: boolean): string {
  const request = `${byteQuantity(Math.abs(over))} ${over > 0 ? 'over' : 'within'} its request`
  const what = processes ? `${over} process${over === 1 ? '' : 'es'}` : request
  return priority === 0 ? what : `${what}, priority ${priority}`
}
