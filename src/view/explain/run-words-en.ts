import type { Duration, Time } from '../../lib/time.ts'
import type { Widen } from '../../lib/widen.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import { bytesText } from '../lanes/memory.ts'
import { clockText, durationText } from '../time/time-scale.ts'

const whole = (ms: Duration): string => durationText(Math.max(1_000, Math.round(ms / 1_000) * 1_000))

/** A run in one sentence, as one would tell it. */
export const RUNS_EN = {
  ofPods: (pod: string, text: string, others: number) =>
    `${pod}: ${text} (${others === 1 ? 'one Pod more' : `${others} Pods more`})`,
  ofContainer: (container: string, text: string) => `${container}: ${text}`,
  every: (ms: Duration) => `Restarts every ${whole(ms)}`,
  times: (count: number, within: Duration) =>
    count === 1
      ? 'Was restarted once'
      : `Was restarted ${count === 2 ? 'twice' : `${count} times`} in ${whole(within)}`,
  because: (what: string, why: string) => `${what} because ${why}`,
  probe: (probe: ProbeKind, finding: string) => `${probe} fails: ${finding}`,
  memory: (limit: number) =>
    limit > 0 ? `it needs more memory than its limit of ${bytesText(limit)}` : 'it runs out of memory',
  postStart: 'its postStart hook fails',
  done: 'it is done (exit 0), and restartPolicy Always starts it again',
  exit: (code: number, line: string | undefined) =>
    `it exits with ${code}${line === undefined ? ' and prints nothing' : `: ${line}`}`,
  signal: (what: string) => `of ${what}`,
  service: (name: string, trouble: string) => `Service ${name} ${trouble}`,
  noNode: (message: string) => `Gets no node: ${message}`,
  neverStarts: (why: string) => `Never starts: ${why}`,
  neverReady: (why: string) => `Never ready: ${why}`,
  notReadySince: (at: Time, why: string) => `Not ready since ${clockText(at)}: ${why}`,
  flaps: (count: number, why: string) =>
    `Stops being ready ${count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`}: ${why}`,
  stays: (after: Duration) =>
    `Ready after ${after < 10_000 ? `${(after / 1000).toFixed(1)} s` : whole(after)}, and stays so`,
  workloadReady: (whose: string, ready: number, of: number, after: Duration) =>
    `${whose}: ${ready} of ${of} ready after ${whole(after)}, and stays so`,
  workloadBehind: (whose: string, ready: number, of: number) => `${whose}: ${ready} of ${of} ready`,
  rolledOut: (whose: string, revision: string, took: Duration, least: number, of: number) =>
    `${whose} rolled out revision ${revision} in ${whole(took)}; at least ${least} of ${of} were ready`,
  rolloutStuck: (whose: string, revision: string, since: Time, updated: number, of: number) =>
    `${whose}: revision ${revision} since ${clockText(since)}, ${updated} of ${of} updated`,
  jobDone: (whose: string, took: Duration, failed: number) =>
    `${whose} completed after ${whole(took)}${failed > 0 ? `, after ${failed === 1 ? 'one Pod' : `${failed} Pods`} that failed` : ''}`,
  jobFailed: (whose: string, after: Duration, reason: string, failed: number) =>
    `${whose} failed after ${whole(after)} and ${failed === 1 ? 'one Pod' : `${failed} Pods`}${reason === '' ? '' : `: ${reason}`}`,
  jobRuns: (whose: string, done: number, of: number, failed: number) =>
    `${whose}: ${done} of ${of} completed${failed > 0 ? `, ${failed === 1 ? 'one Pod' : `${failed} Pods`} failed` : ''}`,
  cronJob: (whose: string, started: number, done: number, failed: number, late: boolean) =>
    started === 0
      ? `${whose} started no Job`
      : `${whose} started ${started === 1 ? 'one Job' : `${started} Jobs`}: ${done} completed${failed > 0 ? `, ${failed} failed` : ''}${late ? '; some had to wait for the one before' : ''}`,
  withWhy: (what: string, why: string) => `${what} (${why})`,
  both: (first: string, second: string) => `${first}. ${second}`,
  deleted: (at: Time, lasted: Duration | undefined, why: string) =>
    `Deleted at ${clockText(at)}${lasted === undefined ? ', and still there' : `, gone ${whole(lasted)} later`}${why === '' ? '' : `: ${why}`}`,
}

export type RunWords = Widen<typeof RUNS_EN>
