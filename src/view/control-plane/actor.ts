import type { Pod } from '../../manifest/pod/pod.ts'
import type { ObjectWritten, TraceEntry } from '../../trace/entry.ts'
import { KUBELET, type Party, SCHEDULER, USER } from './message.ts'

/** Writers that stand for somebody at a keyboard. */
const PEOPLE: ReadonlySet<string> = new Set(['kubectl', 'eviction API'])

/** Who did it; undefined where nobody has to be told about what led to it: a process, the kernel, a person's step. */
export function actorOf(entry: TraceEntry, node: string | undefined): Party | undefined {
  switch (entry.kind) {
    case 'object':
      return entry.by === 'kubelet' ? kubeletOf(nodeOf(entry), node) : writer(entry.by)
    case 'event':
      return entry.component === 'kubelet' ? KUBELET : writer(entry.component)
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

function nodeOf({ objectKind, name, object }: ObjectWritten): string | undefined {
  if (objectKind === 'Node') return name
  return objectKind === 'Pod' ? (object as Pod).spec.nodeName : undefined
}

function kubeletOf(writes: string | undefined, node: string | undefined): Party {
  return writes === undefined || writes === node ? KUBELET : `kubelet/${writes}`
}
