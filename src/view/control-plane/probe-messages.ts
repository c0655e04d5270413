import { PROBE_OUTCOMES } from '../../trace/probe-track.ts'
import type { Trace } from '../../trace/trace.ts'
import { isOfLife } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'
import { KUBELET, type Message } from './message.ts'
import { reached } from './node-messages.ts'

/** Attempts that count: those that lead to a threshold, and those that change something. One more success does not. */
export function probeMessages(trace: Trace, history: PodHistory): readonly Message[] {
  const messages: Message[] = []
  for (const track of trace.probes) {
    const { columns, probe, container, handler, failureThreshold, successThreshold, pod } = track
    if (pod.uid !== history.onNode.uid) continue
    for (let i = 0; i < columns.length; i += 1) {
      const at = columns.endAt[i] as number
      const outcome = PROBE_OUTCOMES[columns.outcome[i] as number] ?? 'unknown'
      const run = columns.run[i] as number
      const decisive = columns.decisive[i] === 1
      const good = outcome === 'success'
      const threshold = good ? successThreshold : failureThreshold
      if (run > threshold && !decisive) continue
      if (!isOfLife(history, pod, at)) continue
      const seq = columns.seq[i] as number
      messages.push({
        ...{ id: `${seq}`, at, order: seq, from: KUBELET, to: reached(handler), seq, cause: undefined },
        saying: {
          ...{ kind: 'probe', probe, container, outcome, run, threshold, decisive },
          message: track.messages.get(i)?.trim(),
        },
        ...{ inferred: false, minor: good && !decisive },
        tone: good ? undefined : 'exitNonZero',
      })
    }
  }
  return messages
}
