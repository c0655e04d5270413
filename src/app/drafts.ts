import { create } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { isGalleryText } from './gallery-items.ts'
import { createKeptTexts, type KeptText, type KeptTexts } from './kept-texts.ts'
import type { AppStore } from './state.ts'
import { appStore } from './store.ts'
import { isAnotherText } from './text-change.ts'

export type { KeptText } from './kept-texts.ts'

export interface Drafts {
  /** Under which name the present text is kept; undefined: it is nobody's, or empty. */
  readonly id: string | undefined
  /** The browser has no room for the present text, or keeps nothing. */
  readonly unkept: boolean
  /** The text that was there before another one was opened: offered for a moment. */
  readonly offer: KeptText | undefined
}

/** Written here and nowhere else. */
export const useDrafts = create<Drafts>(() => ({ id: undefined, unkept: false, offer: undefined }))

const SURROUNDINGS = {
  now: () => Date.now(),
  newName: () => Math.random().toString(36).slice(2) + Date.now().toString(36),
}

/** Until the page says that it is one's own, nothing is read from the browser, and nothing written there. */
let texts = createKeptTexts({ ...SURROUNDINGS, storage: undefined })

/**
 * Keeps what is written at each change, and what comes with a link when it is opened. What stands in the gallery is
 * there anyway.
 */
export function wireDrafts(
  store: StoreApi<AppStore>,
  kept: KeptTexts = createKeptTexts({ ...SURROUNDINGS, storage: browserStorage() }),
): void {
  texts = kept
  store.subscribe((state, before) => {
    if (state.text === before.text) return
    const opened = state.opened !== before.opened
    const { id, offer } = useDrafts.getState()
    useDrafts.setState({
      ...(opened ? keptWhole(state.text) : keptEdit(id, before.text, state.text)),
      offer: opened ? (before.text && isOwn(before.text) ? keptText(id, before.text) : undefined) : offer,
    })
  })
}

/** Another text: under the name that it has already, if it has one. */
function keptWhole(text: string): Pick<Drafts, 'id' | 'unkept'> {
  if (!isOwn(text)) return { id: undefined, unkept: false }
  return keep(texts.list().find((each) => each.text === text)?.id, text)
}

/** What an edit has replaced altogether stays as it was; what comes instead is another text. */
function keptEdit(id: string | undefined, before: string, text: string): Pick<Drafts, 'id' | 'unkept'> {
  if (text.trim() === '') return { id: undefined, unkept: false }
  if (id === undefined || isAnotherText(before, text)) return keptWhole(text)
  return keep(id, text)
}

function keep(id: string | undefined, text: string): Pick<Drafts, 'id' | 'unkept'> {
  // Reading it says that what is there is known here.
  if (id !== undefined && id !== useDrafts.getState().id) texts.read(id)
  const kept = texts.keep(id, text)
  return { id: kept.id, unkept: !kept.lasts }
}

function keptText(id: string | undefined, text: string): KeptText | undefined {
  return (id === undefined ? undefined : texts.read(id)) ?? texts.list().find((each) => each.text === text)
}

/** A text that would be lost if nobody kept it. */
function isOwn(text: string): boolean {
  return text.trim() !== '' && !isGalleryText(text)
}

/** What was written or opened last, the newest first. */
export function recentTexts(): readonly KeptText[] {
  return texts.list().filter(({ text }) => isOwn(text))
}

export function readDraft(id: string): KeptText | undefined {
  return texts.read(id)
}

export function openDraft(id: string): void {
  const kept = texts.read(id)
  if (kept) appStore.getState().open(kept.text)
}

/** The present text is not lost with the page: it is kept, or stands in the gallery. */
export function presentTextLasts(): boolean {
  const { text } = appStore.getState()
  const { id, unkept } = useDrafts.getState()
  return !isOwn(text) || (id !== undefined && !unkept)
}

export function backToOffered(): void {
  const { offer } = useDrafts.getState()
  if (offer) openDraft(offer.id)
  withdrawOffer()
}

export function withdrawOffer(): void {
  if (useDrafts.getState().offer) useDrafts.setState({ offer: undefined })
}

/** No text of one's own is kept any more, but for the present one. */
export function forgetTexts(): void {
  const { id } = useDrafts.getState()
  for (const each of texts.list()) if (each.id !== id) texts.forget(each.id)
  withdrawOffer()
}

function browserStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
