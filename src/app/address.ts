import type { StoreApi } from 'zustand/vanilla'
import { firstVisit } from '../gallery/first-visit.ts'
import { readDraft, recentTexts, useDrafts, withdrawOffer } from './drafts.ts'
import { asState, type Entry, entryIn } from './entry.ts'
import { galleryItem, galleryItems, galleryNameOf } from './gallery-items.ts'
import { fragmentOf, loadShare, type Share } from './link.ts'
import { keepForReload, reloadedEntry } from './reloaded-entry.ts'
import type { AppState, AppStore } from './state.ts'

/** The address follows the text at this distance, so that a copied one is a link. The text itself is kept at once. */
const FOLLOW_MS = 800
/** A longer text goes into the address only when a link is asked for. */
const LARGEST_TO_FOLLOW = 100_000

type Shown = Partial<Entry> & { readonly text: string; readonly title?: string; readonly ours?: boolean }

/**
 * Each text that is opened is an entry of the browser's history: Back and Forward go from text to text. Opens what the
 * entry or the address says, or the last text, or something to look at; then keeps both at the text and the playhead.
 */
export function wireAddress(store: StoreApi<AppStore>): void {
  let share: Share | undefined
  /** The fragment as it was read or written last. */
  let written = ''
  let following: ReturnType<typeof setTimeout> | undefined
  /** True while the browser's history leads, and is not led. */
  let led = false
  /** Which arrival is the last one, and whether its link is still being read. */
  let arrivals = 0
  let reading = false

  const show = ({ text, title = '', playheadMs = 0, window, ours = false }: Shown) => {
    led = true
    store.getState().open(text, { playheadMs, title, ours })
    if (window) store.getState().setWindow(window)
    led = false
    // Whoever goes back or forth knows the way; whoever follows a link may not.
    if (!reading) withdrawOffer()
    write('replaceState', store.getState())
  }

  const arrive = (first: boolean) => {
    const fragment = location.hash.replace(/^#/, '')
    const entry = (first ? reloadedEntry() : undefined) ?? entryIn(history.state)
    if (!first && entry === undefined && fragment === written) {
      if (!reading) write('replaceState', store.getState())
      return
    }
    // What was about to be written is about a text that the address has overtaken.
    stopFollowing()
    arrivals++
    written = fragment
    reading = false
    const known = entry && textOf(entry)
    if (known) show({ ...entry, ...known })
    else if (fragment === '') show(lastText())
    else void read(fragment, first)
  }

  const read = async (fragment: string, first: boolean) => {
    const arrival = arrivals
    reading = true
    const decoded = await decode(fragment)
    if (arrival !== arrivals) return
    // Whoever follows a broken link came for something: at least not an empty page.
    if (decoded.ok) show(decoded.value)
    else if (decoded.text !== undefined) show({ text: decoded.text })
    else if (first) show(example())
    else write('replaceState', store.getState())
    reading = false
    if (decoded.ok) return
    const instead = decoded.text !== undefined ? 'part' : first ? 'example' : 'textBefore'
    // After the text, because another text forgets an older failure.
    store.getState().setLinkFailure({ reason: decoded.reason, instead })
  }

  const decode = async (fragment: string) => {
    try {
      share ??= await loadShare()
    } catch {
      return { ok: false, reason: 'unavailable', text: undefined } as const
    }
    return share.decodeShare(fragment)
  }

  const stopFollowing = () => {
    clearTimeout(following)
    following = undefined
  }

  /** Writes the address as well, where it can be told and is not a broken link that is still spoken of. */
  const follow = (state: AppState) => {
    stopFollowing()
    if (!state.linkFailure && state.text.trim() !== '') write('replaceState', state, addressOf(state))
  }

  /** undefined: not known before the codec is there. */
  const addressOf = (state: AppState): string | undefined => {
    const large = state.text.length > LARGEST_TO_FOLLOW
    if (!share && !large) return undefined
    written = (share && !large && fragmentOf(share, state)) || ''
    return written === '' ? withoutFragment() : `#${written}`
  }

  arrive(true)
  // Of links that are typed or pasted over, too.
  addEventListener('popstate', () => arrive(false))
  store.subscribe((state, before) => {
    const moved = state.playheadMs !== before.playheadMs || (state.windowIsUsers && state.window !== before.window)
    const other = state.text !== before.text
    if (other && !led) {
      // A link that is still being read comes too late.
      arrivals++
      reading = false
      if (state.opened === before.opened) {
        // The address tells of the text before until it is written anew: who follows it then asks for that one.
        written = ''
        markAs(state)
      } else {
        if (following !== undefined && !before.linkFailure) {
          writeEntry('replaceState', { ...entryIn(history.state), ...placeOf(before) }, addressOf(before))
        }
        written = ''
        write('pushState', state, addressOf(state) ?? withoutFragment())
      }
    }
    // A window that follows the trace is nobody's wish.
    if (state.playing || (!moved && !other)) return
    stopFollowing()
    following = setTimeout(async () => {
      const { text } = store.getState()
      if (text.length <= LARGEST_TO_FOLLOW) share ??= await loadShare().catch(() => undefined)
      // Another text is written when its own time has come.
      if (store.getState().text === text) follow(store.getState())
    }, FOLLOW_MS)
  })
}

/** A browser counts how often its history is written: not with every letter. */
function markAs(state: AppState): void {
  const entry = entryOf(state)
  const there = entryIn(history.state)
  if (entry && (entry.draft !== there?.draft || entry.gallery !== there?.gallery)) writeEntry('replaceState', entry)
}

function write(way: 'pushState' | 'replaceState', state: AppState, address?: string): void {
  writeEntry(way, entryOf(state), address)
}

function writeEntry(way: 'pushState' | 'replaceState', entry: Entry | undefined, address?: string): void {
  keepForReload(entry)
  try {
    history[way](entry ? asState(entry) : null, '', address)
  } catch {
    // It has counted too many: the address lags behind until the next change.
  }
}

function withoutFragment(): string {
  return location.pathname + location.search
}

function entryOf(state: AppState): Entry | undefined {
  const { id } = useDrafts.getState()
  const gallery = id === undefined ? galleryNameOf(state.text) : undefined
  if (id === undefined && gallery === undefined) return undefined
  return { ...placeOf(state), ...(id === undefined ? { gallery } : { draft: id }) }
}

function placeOf({ playheadMs, window, windowIsUsers }: AppState): Pick<Entry, 'playheadMs' | 'window'> {
  return { playheadMs, ...(windowIsUsers ? { window } : {}) }
}

function textOf({ draft, gallery }: Entry): { readonly text: string; readonly title: string } | undefined {
  const kept = draft === undefined ? undefined : readDraft(draft)
  if (kept) return { text: kept.text, title: '' }
  return gallery === undefined ? undefined : galleryItem(gallery)
}

/** What was written last, or, on a first visit, an example. */
function lastText(): Shown {
  return recentTexts()[0] ?? example()
}

function example(): Shown {
  const first = firstVisit()
  if (first) return { text: first.item.text, title: first.item.title, playheadMs: first.playheadMs, ours: true }
  return galleryItems()[0] ?? { text: '' }
}
