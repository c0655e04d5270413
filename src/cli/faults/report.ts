import { brokenClaims, type Fault } from './fault.ts'
import { Outcome, type Printed } from './outcome.ts'

/** Wall time after which an input counts as hanging, ms; reading the trace back is not counted. */
const HANGS_AFTER = 2000

export interface Report {
  readonly input: string
  readonly right: boolean
  /** How it came out today, in one line. */
  readonly today: string
  readonly broken: readonly string[]
}

export function reportOf(fault: Fault, printed: Printed): Report {
  const outcome = new Outcome(printed)
  const broken = [...brokenClaims(fault, outcome)]
  if (printed.exitCode === null) broken.unshift('it ends')
  else if (printed.tookMs > HANGS_AFTER) broken.unshift('it takes no longer than two seconds')
  if (/^\s+at .*:\d+:\d+\)?$/m.test(printed.stderr)) broken.unshift('nothing is uncaught')
  return { input: fault.input, right: broken.length === 0, today: summaryOf(outcome), broken }
}

/** Each Pod's way through STATUS and its last row; where there is none, what was refused. */
function summaryOf(outcome: Outcome): string {
  const pods = new Set(outcome.trace.objects.filter(({ kind }) => kind === 'Pod').map(({ name }) => name))
  const lives = [...pods]
    .slice(0, 3)
    .map((name) => `${name}: ${shortened(outcome.statuses(name))} [${outcome.row(name)}]`)
  if (pods.size > 3) lives.push(`and ${pods.size - 3} more`)
  const refusal =
    outcome.exitCode === 0 ? [] : [`exit ${outcome.exitCode}: ${outcome.stderr.trim().split('\n')[0] ?? ''}`]
  return [...refusal, ...lives].join('; ')
}

/** A crash loop says the same again and again. */
function shortened(statuses: string): string {
  const words = statuses.split(' > ')
  return words.length <= 6 ? statuses : [...words.slice(0, 5), `… ${words.length} in all`].join(' > ')
}
