import type { Duration } from '../../lib/time.ts'
import { clockText, durationText } from '../time/time-scale.ts'
import type { Milestone } from './difference.ts'

const WHAT: Readonly<Record<Milestone, string>> = {
  ready: 'Ready',
  started: 'Started',
  scheduled: 'Scheduled',
  traffic: 'In the endpoints',
  gone: 'Gone',
}

const NEVER: Readonly<Record<Milestone, string>> = {
  ready: 'Is not ready at any time any more',
  started: 'Is not started any more',
  scheduled: 'Is not scheduled any more',
  traffic: 'Gets no traffic any more',
  gone: 'Is not removed any more',
}

const shift = (ms: Duration): string => `${durationText(Math.abs(ms))} ${ms > 0 ? 'later' : 'earlier'}`
const clock = (at: number): string => clockText(at, 100)
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
const fewer = (by: number): string => (by < 0 ? 'fewer' : 'more')

export const COMPARE_EN = {
  podNew: 'The Pod is new',
  podMissing: 'The Pod is not created any more',
  containerNew: 'The container is new',
  containerMissing: 'The container is not there any more',
  statusInstead: (is: string, was: string) => `Ends as ${is} instead of ${was}`,
  statusGone: (was: string) => `Is gone at the end, instead of ${was}`,
  statusStays: (is: string) => `Is still there at the end: ${is}`,
  nodeInstead: (is: string, was: string) => `Runs on ${is} instead of ${was}`,
  milestone: (what: Milestone, by: Duration) => `${WHAT[what]} ${shift(by)}`,
  milestoneNew: (what: Milestone, at: number) => `${WHAT[what]} at ${clock(at)}, which it was not before`,
  milestoneMissing: (what: Milestone) => NEVER[what],
  insteadOf: (is: number, was: number) => `${clock(is)} instead of ${clock(was)}`,
  before: (was: number) => `was ${clock(was)}`,
  restarts: (is: number, was: number) => `${plural(Math.abs(is - was), 'restart')} ${fewer(is - was)}`,
  counts: (is: number, was: number) => `${is} instead of ${was}`,
  andFirst: (counts: string, first: string) => `${counts}, the first at ${first}`,
  oomMissing: (was: number) => `OOM kill no longer happens${was === 1 ? '' : ` (there were ${was})`}`,
  oomNew: (is: number, at: number) =>
    is === 1 ? `OOM kill is new, at ${clock(at)}` : `OOM kills are new, ${is} of them from ${clock(at)} on`,
  ooms: (is: number, was: number) => `${plural(Math.abs(is - was), 'OOM kill')} ${fewer(is - was)}`,
  oomShift: (by: Duration) => `First OOM kill ${shift(by)}`,
  exitMissing: (code: number, was: number, at: number) =>
    was === 1 ? `exit ${code} at ${clock(at)} is gone` : `exit ${code}, ${was} times from ${clock(at)} on, is gone`,
  exitNew: (code: number, is: number, at: number) =>
    is === 1 ? `exit ${code} is new, at ${clock(at)}` : `exit ${code} is new, ${is} times from ${clock(at)} on`,
  exits: (code: number, is: number, was: number) =>
    `exit ${code}: ${Math.abs(is - was) === 1 ? 'once' : `${Math.abs(is - was)} times`} ${is < was ? 'less' : 'more'}`,
  exitShift: (code: number, by: Duration) => `First exit ${code} ${shift(by)}`,
  condition: (type: string, is: string, was: string) => `Condition ${type} ends as ${is} instead of ${was}`,
  notSet: 'not set',
  warningNew: (reason: string, at: number) => `Warning ${reason} is new, at ${clock(at)}`,
  warningMissing: (reason: string) => `Warning ${reason} is gone`,
}

/** What another language has to say. */
export type CompareWords = typeof COMPARE_EN
