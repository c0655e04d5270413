import { create } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Mended } from '../language/repair/mend-all.ts'
import type { Repair } from '../language/repair/repair.ts'
import { edited, type TextEdit } from '../manifest/text/text-edit.ts'
import type { Problem } from '../scenario/problem.ts'
import { fetchOnce } from './load-failure.ts'
import { judgeText } from './reading.ts'
import type { AppStore } from './state.ts'
import { appStore } from './store.ts'
import { changeText } from './text-notice.ts'

export interface Offered {
  /** Of this text and no other. */
  readonly text: string
  readonly of: ReadonlyMap<Problem, readonly Repair[]>
}

const NOTHING: Offered = { text: '', of: new Map() }

/** Written here and nowhere else. */
const useOffered = create<Offered>(() => NOTHING)

/** What would mend a problem, the likeliest first; nothing while the text is another one. */
export function useRepairs(): Offered['of'] {
  return useOffered(({ of }) => of)
}

export const repairsNow = (): Offered['of'] => useOffered.getState().of

/** More than anybody looks through. */
const MOST_PROBLEMS = 50

const fetchRepairs = fetchOnce(async () => (await import('../language/repair/repairs.ts')).Repairs)
const fetchMendAll = fetchOnce(async () => (await import('../language/repair/mend-all.ts')).mendAll)

/** Looks for repairs whenever something is wrong; they are fetched with the first mistake. */
export function wireRepairs(store: StoreApi<AppStore>): void {
  store.subscribe((state, before) => {
    if (state.text !== before.text && useOffered.getState() !== NOTHING) useOffered.setState(NOTHING)
    if (state.problems === before.problems) return
    useOffered.setState(NOTHING)
    const { text, problems } = state
    const wrong = problems.filter(isWrong).slice(0, MOST_PROBLEMS)
    if (wrong.length > 0) void find(store, text, wrong)
  })
}

function isWrong({ severity, code }: Problem): boolean {
  return severity === 'error' || code === 'duplicate-field'
}

async function find(store: StoreApi<AppStore>, text: string, problems: readonly Problem[]): Promise<void> {
  const Repairs = await fetchRepairs().catch(() => undefined)
  const isOver = () => store.getState().text !== text
  if (!Repairs || isOver()) return
  const repairs = new Repairs(text)
  const of = new Map<Problem, readonly Repair[]>()
  for (const problem of problems) {
    const found = repairs.for(problem)
    if (found.length > 0) of.set(problem, found)
    // Each may cost some readings of a document: keys come first.
    await new Promise((resolve) => setTimeout(resolve))
    if (isOver()) return
  }
  if (of.size > 0) useOffered.setState({ text, of })
}

/** Mends the text; only while it is the one that was looked at. */
export function applyRepair(edit: TextEdit): void {
  const { text } = appStore.getState()
  const { text: of } = useOffered.getState()
  if (of === text) changeText('fixed', edited(text, edit))
}

/** What becomes of the text when all is mended about which there is nothing to choose. Undefined: it could not be tried. */
export async function mendAllOf(text: string): Promise<Mended | undefined> {
  const mendAll = await fetchMendAll().catch(() => undefined)
  if (!mendAll) return undefined
  const run = mendAll(text)
  let step = run.next()
  while (!step.done) step = run.next(await judgeText(step.value))
  return step.value
}

/** Takes what was shown, as one change; only while the text is the one that it was shown of. */
export function takeMended(before: string, { text }: Mended): void {
  if (appStore.getState().text === before) changeText('fixed', text)
}
