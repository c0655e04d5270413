import { type Duration, SECOND } from '../../lib/time.ts'
import type { Widen } from '../../lib/widen.ts'
import { durationText } from '../time/time-scale.ts'
import type { RestartCause } from './restart-cause.ts'

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)

/** A run in sentences to be spoken. STATUS and reasons are Kubernetes' words. */
export const SUMMARY_EN = {
  /** As everywhere: 2.1 s, 1m20s. */
  duration: (ms: Duration): string =>
    ms < 10 * SECOND ? `${(ms / SECOND).toFixed(1)} s` : durationText(Math.round(ms / SECOND) * SECOND),
  noPod: (lasted: string) => `No Pod was created in ${lasted}.`,
  pods: (count: number, lasted: string) => `${count} Pods in ${lasted}.`,
  morePods: (count: number) => (count === 1 ? 'And one more Pod.' : `And ${count} more Pods.`),
  lived: (pod: string, node: string, lasted: string) => `Pod ${pod} was on ${node} for ${lasted}.`,
  neverBound: (pod: string, lasted: string) => `Pod ${pod} waited ${lasted} for a node and got none.`,
  boundLate: (pod: string, waited: string, node: string, lasted: string) =>
    `Pod ${pod} waited ${waited} for a node, then went to ${node}; it was there for ${lasted} in all.`,
  readyAfter: (after: string, lost: number) =>
    lost === 0 ? `It was ready after ${after}.` : `It was ready after ${after}, and lost that ${times(lost)}.`,
  neverReady: 'It was never ready.',
  restarted: (container: string, count: number, why: string) =>
    `Its container ${container} was restarted ${times(count)}: ${why}.`,
  ended: (container: string, code: number, reason: string) =>
    `Its container ${container} ended with exit ${code}${reason === '' ? '' : `, ${reason}`}.`,
  neverStarted: (container: string, reason: string) => `Its container ${container} never started: ${reason}.`,
  startedLate: (container: string, after: string, reason: string) =>
    `Its container ${container} started only after ${after}, because of ${reason}.`,
  cause: (cause: RestartCause): string => {
    switch (cause.kind) {
      case 'probe':
        return `${cause.probe} failed ${cause.failures === 1 ? 'once' : `${times(cause.failures)} in a row`}`
      case 'oom':
        return 'it was killed for memory'
      case 'killed':
        return 'it was killed'
      default:
        return `it ended by itself with exit ${cause.code}`
    }
  },
  eachTime: (cause: string) => `${cause} each time`,
  some: (cause: string, count: number) => `${cause} (${times(count)})`,
  list: (causes: readonly string[]) => causes.join(', '),
  gone: (at: string) => `It was gone after ${at}.`,
  ends: (status: string, ready: string) => `At the end its STATUS is ${status}, READY ${ready}.`,
  /** Of one Pod among many. */
  short: (pod: string, restarts: number, status: string, ready: string) =>
    `Pod ${pod} ${restarts > 0 ? `was restarted ${times(restarts)} and ` : ''}is ${status}, READY ${ready}, at the end.`,
  shortGone: (pod: string, restarts: number, after: string) =>
    `Pod ${pod} ${restarts > 0 ? `was restarted ${times(restarts)} and ` : ''}was gone after ${after}.`,
}

export type SummaryWords = Widen<typeof SUMMARY_EN>
