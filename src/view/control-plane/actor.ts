import type { TraceEntry } from '../../trace/entry.ts'
import { KUBELET, type Party, SCHEDULER, USER } from './message.ts'

/** Writers that stand for somebody at a keyboard. */
const PEOPLE: ReadonlySet<string> = new Set(['kubectl', 'eviction API'])

/** Who did it; undefined where nobody has to be told about what led to it: a process, the kernel, a person's step. */
export function actorOf(entry: TraceEntry, node: string | undefined): Party | undefined {
  switch (entry.kind) {
    case 'object':
      return entry.by.node === undefined ? writer(entry.by.name) : kubeletOf(entry.by.node, node)
    case 'event':
      return entry.host === undefined ? writer(entry.component) : kubeletOf(entry.host, node)
    case 'decision':
      return entry.decision === 'schedule' || entry.decision === 'preempt' ? SCHEDULER : KUBELET
    case 'span':
      return entry.span.kind === 'run' ? undefined : KUBELET
    default:
      return undefined
  }
}

export function writer(by: string): Party {
  return PEOPLE.has(by) ? USER : `controller/${by}`
}

function kubeletOf(writes: string, node: string | undefined): Party {
  return writes === node ? KUBELET : `kubelet/${writes}`
}
