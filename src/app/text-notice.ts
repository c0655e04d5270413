import { create } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { withdrawOffer } from './drafts.ts'
import type { AppStore } from './state.ts'
import { appStore } from './store.ts'
import { type Lines, linesOfChange } from './text-change.ts'
import { redoText, undoText } from './text-history.ts'

/** What was done to the text from elsewhere than its editor; `kept`: nothing, it was asked whether it is safe. */
export type TextDeed =
  | 'stepAdded'
  | 'stepMoved'
  | 'stepChanged'
  | 'stepRemoved'
  | 'fixed'
  | 'undone'
  | 'redone'
  | 'nothingToUndo'
  | 'kept'

export interface TextNotice {
  readonly deed: TextDeed
  /** The text that it speaks of: with another one it is over. */
  readonly text: string
}

interface Noticed {
  /** Said for a moment. */
  readonly notice: TextNotice | undefined
  /** Which lines have just been changed from elsewhere: a new object each time. */
  readonly lines: Lines | undefined
}

/** Written here and nowhere else. */
export const useTextNotice = create<Noticed>(() => ({ notice: undefined, lines: undefined }))

export function wireTextNotice(store: StoreApi<AppStore>): void {
  store.subscribe(({ text }) => {
    const { notice } = useTextNotice.getState()
    if (notice && notice.text !== text) withdrawNotice()
  })
}

/** Changes the text, shows where, and offers the way back. */
export function changeText(deed: TextDeed, text: string): void {
  const before = appStore.getState().text
  if (text === before) return
  appStore.getState().edit(text)
  say(deed, before)
}

/** Changes the text and shows where; whoever asked for it sees elsewhere what came of it. */
export function changeQuietly(text: string): void {
  const before = appStore.getState().text
  if (text === before) return
  appStore.getState().edit(text)
  withdrawOffer()
  useTextNotice.setState({ lines: linesOfChange(before, text) })
}

/** The last change of the text, whoever made it. */
export function undoChange(): void {
  const before = appStore.getState().text
  if (undoText(appStore)) say('undone', before)
  else say('nothingToUndo', before)
}

export function redoChange(): void {
  const before = appStore.getState().text
  if (redoText(appStore)) say('redone', before)
}

/** Whoever is used to saving asks for it here, too. */
export function sayKept(): void {
  say('kept', appStore.getState().text)
}

export function withdrawNotice(): void {
  if (useTextNotice.getState().notice) useTextNotice.setState({ notice: undefined })
}

function say(deed: TextDeed, before: string): void {
  const { text } = appStore.getState()
  withdrawOffer()
  useTextNotice.setState({ notice: { deed, text }, ...(text === before ? {} : { lines: linesOfChange(before, text) }) })
}
