import type { LogLine } from '../../trace/entry.ts'
import type { Trace } from '../../trace/trace.ts'
import { isOfLife } from '../history/on-node.ts'
import type { PodHistory } from '../history/pod-history.ts'
import type { ContainerLogs } from './lane.ts'

const sorted = new WeakMap<Trace, ReadonlyMap<string, readonly LogLine[]>>()

/** What a container has said, and when, in its order. */
export function logsOf(trace: Trace, history: PodHistory, container: string): ContainerLogs {
  const all = byContainer(trace).get(`${history.onNode.uid}/${container}`) ?? []
  const lines = all.filter(({ pod, at }) => isOfLife(history, pod, at))
  return { lines, at: Float64Array.from(lines, (line) => line.at) }
}

/** With many containers the lines are gone through once. */
function byContainer(trace: Trace): ReadonlyMap<string, readonly LogLine[]> {
  let known = sorted.get(trace)
  if (!known) {
    const found = new Map<string, LogLine[]>()
    for (const line of trace.logs) {
      const key = `${line.pod.uid}/${line.container}`
      const list = found.get(key) ?? []
      found.set(key, list)
      list.push(line)
    }
    known = found
    sorted.set(trace, known)
  }
  return known
}
