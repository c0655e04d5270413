import { create } from 'zustand'
import type { Time } from '../lib/time.ts'
import { lineFacts } from '../view/terminal/line-kind.ts'
import { ownShellCommand } from '../view/terminal/own-shell.ts'
import {
  type Refusal,
  runOf,
  screenItems,
  type TypedLine,
  variablesAt,
  withVariables,
} from '../view/terminal/session.ts'
import { typedRuns } from '../view/terminal/typed-runs.ts'
import { readLine } from './reading.ts'
import { appStore } from './store.ts'
import { goOnTo } from './terminal-clock.ts'
import { addStep, interruptStep, removeStep } from './terminal-steps.ts'

export interface TerminalTab {
  readonly id: number
}

export interface TerminalState {
  readonly tabs: readonly TerminalTab[]
  readonly tab: number
  readonly lines: readonly TypedLine[]
  /** Of all tabs, the oldest first, as a shell keeps it in a file. */
  readonly history: readonly string[]
  readonly nextId: number
}

/** The sessions of the page's terminal. They are kept nowhere else: what acts is in the text. */
export const useTerminal = create<TerminalState>(() => ({
  tabs: [{ id: 1 }],
  tab: 1,
  lines: [],
  history: [],
  nextId: 1,
}))

const MOST_HISTORY = 500
const MOST_TABS = 8
/** A class that types for an hour comes to some hundreds. */
const MOST_LINES = 1000

export const isFirstTab = ({ tabs }: TerminalState, tab: number): boolean => tabs[0]?.id === tab

export function openTab(): void {
  const { tabs } = useTerminal.getState()
  if (tabs.length >= MOST_TABS) return
  const id = Math.max(...tabs.map((tab) => tab.id)) + 1
  useTerminal.setState({ tabs: [...tabs, { id }], tab: id })
}

/** What was looked at in it is no longer run; what it did is in the text, and stands in the first tab. */
export function closeTab(id: number): void {
  const { tabs, tab, lines } = useTerminal.getState()
  if (tabs.length === 1) return
  const index = tabs.findIndex((each) => each.id === id)
  const left = tabs.filter((each) => each.id !== id)
  const next = left[Math.max(0, index - 1)] as TerminalTab
  useTerminal.setState({
    tabs: left,
    tab: tab === id ? next.id : tab,
    lines: lines.filter((line) => line.tab !== id),
  })
  if (lines.some((line) => line.tab === id && line.how === 'watches')) runWatching()
}

/** Somebody has pressed Enter. Resolves when the line has its answer, or is under way. */
export async function enter(text: string): Promise<void> {
  const line = text.trim()
  const { tab, history } = useTerminal.getState()
  if (line === '') return
  if (history.at(-1) !== line) useTerminal.setState({ history: [...history, line].slice(-MOST_HISTORY) })
  const at = appStore.getState().playheadMs
  const facts = lineFacts(line)
  if (facts.kind === 'empty') return
  if (line === 'exit' || line === 'logout') return closeTab(tab)
  if (line === 'clear' || line === 'reset') return clearScreen()
  if (line === 'history') {
    const stdout = useTerminal
      .getState()
      .history.map((each, index) => `${String(index + 1).padStart(5)}  ${each}\n`)
      .join('')
    add({ tab, at, line, run: line, how: 'local', printed: { stdout, stderr: '', exitCode: 0 } })
    return
  }
  if (facts.interactive !== undefined) return refuse(tab, at, line, { kind: 'interactive', command: facts.interactive })
  const own = ownShellCommand(line)
  if (own !== undefined) return refuse(tab, at, line, { kind: 'ownShell', command: own })
  const run = withVariables(line, variablesAt(useTerminal.getState().lines, tab, at))
  if (facts.sets.length > 0) return setVariables(facts.sets, { tab, at, line, run, kind: facts.kind })
  if (facts.kind !== 'acts' && appStore.getState().text.trim() === '') return refuse(tab, at, line, { kind: 'noRun' })
  if (facts.kind === 'acts') return act({ tab, at, line, run })
  if (facts.kind === 'reads') {
    const id = add({ tab, at, line, run, how: 'reads', pending: true })
    const printed = await ask(run, at)
    if (printed) {
      change(id, { printed, pending: false })
      return
    }
    change(id, { how: 'watches' })
    return watch(id)
  }
  watch(add({ tab, at, line, run, how: 'watches', pending: true }))
}

/** Ctrl-C: to what runs in the tab at the playhead. */
export async function interrupt(): Promise<void> {
  const { playheadMs: at, trace } = appStore.getState()
  const terminal = useTerminal.getState()
  const { tab, lines } = terminal
  const item = screenItems({ lines, tab, isFirst: isFirstTab(terminal, tab) }, trace, at).findLast(
    ({ state }) => state !== 'ended',
  )
  goOnTo(undefined)
  if (!item) return
  const { typed, step } = item
  if (typed && typed.how === 'watches') {
    change(typed.id, { interruptAt: at })
    runWatching()
  } else if (step) await interruptStep(step, at)
}

export function clearScreen(): void {
  const { tab } = useTerminal.getState()
  const at = appStore.getState().playheadMs
  add({ tab, at, line: 'clear', run: 'clear', how: 'local', clears: true })
}

async function setVariables(
  names: readonly string[],
  { kind, ...typed }: Pick<TypedLine, 'tab' | 'at' | 'line' | 'run'> & { readonly kind: string },
): Promise<void> {
  const id = add({ ...typed, how: 'local' })
  const values = names.map((name) => `"$${name}"`).join(' ')
  const printed = kind === 'reads' ? await ask(`${typed.run}\nprintf '%s\\001' ${values}`, typed.at) : undefined
  if (!printed) {
    change(id, { refusal: { kind: 'notCarried' } })
    return
  }
  const parts = printed.stdout.split('\u0001')
  const sets = Object.fromEntries(names.map((name, index) => [name, parts[index] ?? '']))
  change(id, { sets, printed: { ...printed, stdout: '' } })
}

function refuse(tab: number, at: Time, line: string, refusal: Refusal): void {
  add({ tab, at, line, run: line, how: 'local', refusal })
}

/** From the trace, where that tells all; where lines have written files before, a run knows more. */
async function ask(run: string, at: Time) {
  await settled(at)
  const { trace } = appStore.getState()
  if (trace && typedRuns(trace).some((each) => each.at <= at && lineFacts(each.line).touchesFiles)) return undefined
  return readLine(run, at)
}

/** Until the run of the present text has come to an instant. */
function settled(at: Time): Promise<void> {
  const isThere = () => {
    const { trace, freshness, busy } = appStore.getState()
    if (freshness === 'refused' || freshness === 'fault') return true
    return freshness === 'fresh' && trace !== undefined && (!busy || trace.endMs > at)
  }
  if (isThere()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = appStore.subscribe(() => {
      if (!isThere()) return
      stop()
      resolve()
    })
  })
}

async function act(typed: Pick<TypedLine, 'tab' | 'at' | 'line' | 'run'>): Promise<void> {
  const id = add({ ...typed, how: 'acts', pending: true })
  const before = appStore.getState().text
  if (!(await addStep(typed.at, typed.run))) {
    change(id, { how: 'local', refusal: { kind: 'noPlace' }, pending: false })
    return
  }
  const after = appStore.getState().text
  await begun(id)
  const run = runOf(useTerminal.getState().lines, appStore.getState().trace, id)
  change(id, { pending: false })
  if (run?.end) await leaveNoTrace(id, before, after)
  follow(id)
}

/** A line that has changed nothing stays on the screen, and leaves no step in the text. */
async function leaveNoTrace(id: number, before: string, after: string): Promise<void> {
  const { lines } = useTerminal.getState()
  const line = lines.find((each) => each.id === id)
  const run = runOf(lines, appStore.getState().trace, id)
  if (!line || !run?.end || run.wrote || !lineFacts(line.run).onlyCluster) return
  if (appStore.getState().text !== after) return
  change(id, { how: 'watches', pending: true })
  setWatching()
  removeStep(before)
  await begun(id)
  change(id, { pending: false })
}

function watch(id: number): void {
  runWatching()
  void begun(id).then(() => {
    change(id, { pending: false })
    follow(id)
  })
}

/** When the run on the screen has what a line has printed, or will never have it. */
function begun(id: number): Promise<void> {
  const at = useTerminal.getState().lines.find((line) => line.id === id)?.at ?? 0
  const isThere = () => {
    const { trace, freshness, busy } = appStore.getState()
    if (freshness === 'refused' || freshness === 'fault') return true
    if (freshness !== 'fresh' || trace === undefined) return false
    const run = runOf(useTerminal.getState().lines, trace, id)
    return !busy || (run !== undefined && (run.end !== undefined || trace.endMs > at + 1000))
  }
  return new Promise((resolve) => {
    if (isThere()) resolve()
    else {
      const stop = appStore.subscribe(() => {
        if (!isThere()) return
        stop()
        resolve()
      })
    }
  })
}

/** The clock goes on to the end of what a line does, where it stands still. */
function follow(id: number): void {
  goOnTo(() => runOf(useTerminal.getState().lines, appStore.getState().trace, id))
}

function runWatching(): void {
  appStore.getState().setLines(watchingLines())
}

/** For the run that comes anyway. */
function setWatching(): void {
  appStore.setState({ lines: watchingLines() })
}

function watchingLines() {
  return useTerminal
    .getState()
    .lines.filter(({ how }) => how === 'watches')
    .map(({ at, run, interruptAt }) => ({ at, line: run, ...(interruptAt === undefined ? {} : { interruptAt }) }))
}

function add(line: Omit<TypedLine, 'id'>): number {
  const { nextId: id, lines } = useTerminal.getState()
  useTerminal.setState({ nextId: id + 1, lines: [...lines, { ...line, id }].slice(-MOST_LINES) })
  return id
}

function change(id: number, by: Partial<TypedLine>): void {
  const { lines } = useTerminal.getState()
  useTerminal.setState({ lines: lines.map((line) => (line.id === id ? { ...line, ...by } : line)) })
}
