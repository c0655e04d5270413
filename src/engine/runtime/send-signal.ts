import type { Signal } from '../program-api/signal.ts'
import type { RuntimeContainer } from './container.ts'
import type { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'
import { foreignProcesses, ownerOf } from './process-list.ts'

/** A signal from one process to another that it sees. False: there is none; EPERM: it may not. */
export function sendSignal(
  host: ProcessHost,
  container: RuntimeContainer,
  sender: OsProcess,
  pid: number,
  signal: Signal,
): boolean | 'EPERM' {
  const { pids } = container
  const target = pids.get(pid)
  const owner = target && ownerOf(target, container)
  if (!target || !owner) return toForeign(host, container, sender, pid, signal)
  if (!maySignal(sender, target.uid)) return 'EPERM'
  // From the node's namespace one looks into those of containers.
  const fromOutside = owner.pids !== pids
  const effect = target.effectOf(signal, owner.pids.isInit(target), fromOutside)
  if (target === owner.init) {
    const seq = host.recordSignal(owner, target, signal, effect)
    if (fromOutside && effect === 'ends') owner.exitSeq = seq
  }
  host.signal(owner, target, signal, fromOutside)
  return true
}

// Linux: kernel/signal.c kill_ok_by_cred
function maySignal(sender: OsProcess, uid: number): boolean {
  return sender.uid === uid || sender.who.capabilities.has('KILL')
}

/**
 * To a process that is no container's: a pause container ends its Pod; what becomes of a node without its kubelet is not
 * simulated.
 */
// kubernetes: build/pause/linux/pause.c
function toForeign(
  host: ProcessHost,
  container: RuntimeContainer,
  sender: OsProcess,
  pid: number,
  signal: Signal,
): boolean | 'EPERM' {
  const target = foreignProcesses(container).find((each) => each.pid === pid)
  if (!target) return false
  if (!maySignal(sender, target.uid)) return 'EPERM'
  const { foreignInit } = container.pids
  // The first process of one's own namespace gets only what it has a handler for.
  const ends = signal === 'SIGTERM' || signal === 'SIGINT' || (foreignInit === 'node' && signal === 'SIGKILL')
  if (target.sandbox && ends) host.onPauseEnd(target.sandbox)
  else if (foreignInit === 'node' && pid !== 1) {
    const note = { kind: 'nodeProcessSignalled', name: target.name, signal } as const
    host.world.record({ kind: 'notSimulated', note })
  }
  return true
}
