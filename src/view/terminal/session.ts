import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { plainOutput } from './plain-output.ts'
import { type TypedRun, typedRuns } from './typed-runs.ts'

/** Why a line was not run, in kinds; the words are elsewhere. */
export type Refusal =
  | { readonly kind: 'interactive'; readonly command: string }
  | { readonly kind: 'ownShell'; readonly command: string }
  | { readonly kind: 'notCarried' }
  | { readonly kind: 'noPlace' }
  | { readonly kind: 'noRun' }

/** A line that somebody has typed in a tab at an instant of the run. */
export interface TypedLine {
  readonly id: number
  readonly tab: number
  readonly at: Time
  /** As it was typed. */
  readonly line: string
  /** As it is run: with the variables that it names before it. */
  readonly run: string
  /** `reads`: from the trace; `watches`: beside the text; `acts`: as a step of the text; `local`: nowhere. */
  readonly how: 'reads' | 'watches' | 'acts' | 'local'
  /** Its run has not been seen yet. */
  readonly pending?: boolean
  readonly printed?: { readonly stdout: string; readonly stderr: string; readonly exitCode: number }
  readonly refusal?: Refusal
  readonly interruptAt?: Time
  /** The variables that it has set. */
  readonly sets?: Readonly<Record<string, string>>
  /** What stands above it is no longer shown. */
  readonly clears?: boolean
}

/** A line as the screen shows it at an instant. */
export interface ScreenItem {
  readonly key: string
  readonly at: Time
  readonly line: string
  /** Harmless text, so far. */
  readonly output: string
  readonly state: 'ended' | 'running' | 'pending'
  readonly exitCode?: number
  readonly endAt?: Time
  /** It stands in the text: the nth step with this line at this time. */
  readonly step?: { readonly at: Time; readonly run: string; readonly nth: number }
  readonly refusal?: Refusal
  /** Which of the session's lines it is; undefined: the text says so, and nobody has typed it here. */
  readonly typed?: TypedLine
}

export interface Session {
  readonly lines: readonly TypedLine[]
  readonly tab: number
  /** What the text says and nobody has typed here stands in this tab. */
  readonly isFirst: boolean
}

interface Placed extends ScreenItem {
  readonly order: number
}

/** What a tab shows at an instant: made of the session's lines, the trace and the time, and of nothing else. */
export function screenItems(session: Session, trace: Trace | undefined, at: Time): readonly ScreenItem[] {
  const { mine, others } = claimed(session.lines, trace)
  const items: Placed[] = []
  for (const line of session.lines) {
    if (line.tab !== session.tab || line.at > at) continue
    const item = itemOf(line, mine.get(line.id), at)
    if (item) items.push({ ...item, order: line.id })
  }
  if (session.isFirst) {
    for (const { run, nth } of others) {
      if (run.at <= at) items.push({ ...itemOfRun(run, at), step: { at: run.at, run: run.line, nth }, order: -1 })
    }
  }
  items.sort((a, b) => a.at - b.at || a.order - b.order)
  const cleared = items.findLastIndex(({ typed }) => typed?.clears)
  return items.slice(cleared + 1)
}

interface Claimed {
  readonly mine: ReadonlyMap<number, { readonly run: TypedRun; readonly nth: number }>
  readonly others: readonly { readonly run: TypedRun; readonly nth: number }[]
}

/** Which run is which line's: of several that are the same, each in its order. */
function claimed(lines: readonly TypedLine[], trace: Trace | undefined): Claimed {
  const counts = new Map<string, number>()
  const free = (trace ? typedRuns(trace) : []).map((run) => {
    const key = `${run.aside}/${run.at}/${run.line}`
    const nth = counts.get(key) ?? 0
    counts.set(key, nth + 1)
    return { run, nth }
  })
  const mine = new Map<number, (typeof free)[number]>()
  for (const line of lines) {
    if (line.how !== 'acts' && line.how !== 'watches') continue
    const index = free.findIndex(
      ({ run }) => run.at === line.at && run.line === line.run && run.aside === (line.how === 'watches'),
    )
    const [found] = index < 0 ? [] : free.splice(index, 1)
    if (found) mine.set(line.id, found)
  }
  return { mine, others: free.filter(({ run }) => !run.aside) }
}

/** The run of a line, where there is one. */
export function runOf(lines: readonly TypedLine[], trace: Trace | undefined, id: number): TypedRun | undefined {
  return claimed(lines, trace).mine.get(id)?.run
}

function itemOf(
  typed: TypedLine,
  found: { readonly run: TypedRun; readonly nth: number } | undefined,
  at: Time,
): ScreenItem | undefined {
  const base = { key: `typed ${typed.id}`, at: typed.at, line: typed.line, typed }
  if (typed.how === 'local' || typed.how === 'reads') {
    const { printed, refusal } = typed
    if (!printed) {
      return {
        ...base,
        output: '',
        state: typed.how === 'local' ? 'ended' : 'pending',
        ...(refusal ? { refusal } : {}),
      }
    }
    const output = plainOutput(printed.stdout + printed.stderr)
    return { ...base, output, state: 'ended', exitCode: printed.exitCode }
  }
  // Its step is no longer in the text: it was never typed.
  if (!found) return typed.pending ? { ...base, output: '', state: 'pending' } : undefined
  const { run, nth } = found
  const step = typed.how === 'acts' ? { step: { at: run.at, run: run.line, nth } } : {}
  return { ...itemOfRun(run, at), ...base, ...step }
}

function itemOfRun(run: TypedRun, at: Time): ScreenItem {
  const output = plainOutput(
    run.output
      .filter((piece) => piece.at <= at)
      .map(({ text }) => text)
      .join(''),
  )
  const base = { key: `step ${run.seq}`, at: run.at, line: run.line, output }
  if (!run.end || run.end.at > at) return { ...base, state: 'running' }
  return { ...base, state: 'ended', exitCode: run.end.exitCode, endAt: run.end.at }
}

/** The variables of a tab at an instant, as its lines have set them. */
export function variablesAt(lines: readonly TypedLine[], tab: number, at: Time): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const line of lines) {
    if (line.tab !== tab || line.at > at || !line.sets) continue
    for (const [name, value] of Object.entries(line.sets)) variables.set(name, value)
  }
  return variables
}

/** A line with the variables that it names set before it: each line is a shell of its own. */
export function withVariables(line: string, variables: ReadonlyMap<string, string>): string {
  const named = [...variables].filter(([name]) => new RegExp(`\\$\\{?[#!]?${name}(?![A-Za-z0-9_])`).test(line))
  return named.map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'; `).join('') + line
}
