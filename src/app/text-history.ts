import { create } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { AppStore } from './state.ts'
import { changeBetween } from './text-change.ts'

/** The texts before the present one, and those that were undone. */
export interface TextHistory {
  readonly past: readonly string[]
  readonly present: string
  readonly future: readonly string[]
  /** When the present one was last typed into; undefined: the next change is a step of its own. */
  readonly typedAt: number | undefined
}

/** Letters that follow one another so closely are undone together. */
const RUN_MS = 1_000
const MOST_STEPS = 200
/** All steps together: whole texts are kept, and some are long. */
const MOST_CHARACTERS = 8_000_000

export const beginning = (present: string): TextHistory => ({ past: [], present, future: [], typedAt: undefined })

/** One more change. What was typed within a moment is one step, and a text that was opened is always one. */
export function changed(history: TextHistory, text: string, at: number, opened: boolean): TextHistory {
  const { past, present, typedAt } = history
  if (text === present) return history
  // An editor's own undo comes as a change like any other.
  if (!opened && text === past.at(-1)) return undone(history) ?? history
  if (!opened && text === history.future[0]) return redone(history) ?? history
  const { start, end, inserted } = changeBetween(present, text)
  const letter = !opened && inserted.length + (end - start) === 1 && inserted !== '\n'
  const goesOn = letter && typedAt !== undefined && at - typedAt < RUN_MS
  return {
    past: goesOn ? past : bounded([...past, present]),
    present: text,
    future: [],
    typedAt: letter ? at : undefined,
  }
}

export function undone({ past, present, future }: TextHistory): TextHistory | undefined {
  const text = past.at(-1)
  if (text === undefined) return undefined
  return { past: past.slice(0, -1), present: text, future: [present, ...future], typedAt: undefined }
}

export function redone({ past, present, future }: TextHistory): TextHistory | undefined {
  const [text, ...rest] = future
  return text === undefined ? undefined : { past: [...past, present], present: text, future: rest, typedAt: undefined }
}

/** The newest of them. */
function bounded(past: readonly string[]): readonly string[] {
  let from = past.length
  let characters = 0
  while (from > 0 && past.length - from < MOST_STEPS) {
    characters += (past[from - 1] as string).length
    if (characters > MOST_CHARACTERS) break
    from--
  }
  return past.slice(from)
}

/**
 * For the page, and for the plain editor: a browser forgets what can be undone in a field whose text others change. The
 * large editor has its own for the keys that are pressed in it.
 */
const useHistory = create<TextHistory>(() => beginning(''))

export function wireTextHistory(store: StoreApi<AppStore>): void {
  useHistory.setState(beginning(store.getState().text))
  store.subscribe((state, before) => {
    if (state.text === before.text) return
    const history = useHistory.getState()
    // Before the first text there is nothing to go back to.
    if (before.text === '' && before.opened === 0) useHistory.setState(beginning(state.text))
    else useHistory.setState(changed(history, state.text, performance.now(), state.opened !== before.opened))
  })
}

export const useCanUndo = (): boolean => useHistory(({ past }) => past.length > 0)
export const useCanRedo = (): boolean => useHistory(({ future }) => future.length > 0)

/** Whether there was something. */
export const undoText = (store: StoreApi<AppStore>): boolean => go(store, undone)
export const redoText = (store: StoreApi<AppStore>): boolean => go(store, redone)

function go(store: StoreApi<AppStore>, way: (history: TextHistory) => TextHistory | undefined): boolean {
  const next = way(useHistory.getState())
  if (next === undefined) return false
  useHistory.setState(next)
  store.getState().edit(next.present)
  return true
}
