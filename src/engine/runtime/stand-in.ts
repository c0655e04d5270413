import { filesInCommand } from '../../scenario/asking-command.ts'
import { answerAt, isWellAt } from '../../scenario/described-program.ts'
import type { RuntimeContainer } from './container.ts'
import type { OsProcess } from './os-process.ts'

/*
 * A program that nobody knows is stood in for by one that is assumed. A probe's command that looks at it (what it answers,
 * what it is called, what is in its files) sees the stand-in, whose looks say nothing of the program: it is the kubelet's
 * side of the probe that is simulated, and the program is well as long as it is said, or assumed, to be.
 */

/** Whom a call from a container goes to: such a stand-in in its own network, somebody else in there, or beyond. */
export function calledAt(
  { sandbox }: RuntimeContainer,
  address: string,
  port: number,
): 'standIn' | 'own' | 'elsewhere' {
  if (!address.startsWith('127.') && address !== '0.0.0.0' && address !== sandbox.ip) return 'elsewhere'
  return sandbox.network.listeners.get(port)?.standIn === true ? 'standIn' : 'own'
}

/** Whether a container sees such a process. */
export function seesStandIn({ pids }: RuntimeContainer): boolean {
  return pids.list().some(({ standsIn }) => standsIn)
}

/** The status of a command that was cut short. */
const TIMED_OUT = 137

/** What a probe's or hook's command comes to. */
export function statusOfCommand(
  container: RuntimeContainer,
  { session, standing }: Pick<OsProcess, 'session' | 'standing'>,
  argv: readonly string[],
  status: number,
  now: number,
): number {
  if (status === 0 || (session.vouched && status !== TIMED_OUT)) return 0
  if (standing !== 'probe' || session.askedElsewhere) return status
  const { described } = container.config
  const age = now - (container.startedAt ?? 0)
  // A stand-in does not know the words for which a command waits; that it is slow is said.
  if (status === TIMED_OUT && answerAt(described, age)?.delayMs !== undefined) return status
  const looked =
    session.askedStandIn ||
    (seesStandIn(container) && filesInCommand(argv).some((path) => described.makes.includes(path)))
  return looked && isWellAt(described, age) ? 0 : status
}
