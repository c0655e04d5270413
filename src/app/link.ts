import type { StoreApi } from 'zustand/vanilla'
import { GALLERY } from '../gallery/gallery.ts'
import type { ShareFailure } from '../share/share.ts'
import type { AppStore } from './state.ts'
import { appStore } from './store.ts'

/** What a first visitor sees, and when: something that is already in trouble. The first that is in the gallery. */
const FIRST_VISIT: readonly { readonly name: string; readonly playheadMs: number }[] = [
  { name: 'liveness-kill', playheadMs: 65_000 },
  { name: 'liveness-file', playheadMs: 57_000 },
]

/** The address follows the text at this distance, so that a reload or a copied address loses nothing. */
const FOLLOW_MS = 800
/** A longer text goes into the address only when a link is asked for. */
const LARGEST_TO_FOLLOW = 100_000

/** The codec with its compressor: a page that was opened without a link stands before it is needed. */
const loadShare = () => import('../share/share.ts')
type Share = Awaited<ReturnType<typeof loadShare>>

export interface LinkFailure {
  readonly reason: ShareFailure
  /** Part of the text could be read. */
  readonly partial: boolean
}

/** Opens what the address says, or something to look at; then keeps the address at the text and the playhead. */
export function wireLink(store: StoreApi<AppStore>): void {
  let written = ''
  let following: ReturnType<typeof setTimeout> | undefined
  let share: Share | undefined

  const openAddress = async () => {
    const fragment = location.hash.replace(/^#/, '')
    if (fragment === written && fragment !== '') return
    // What was about to be written is about a text that the address has overtaken.
    clearTimeout(following)
    written = fragment
    if (fragment === '') {
      openFirstVisit(store)
      return
    }
    share = await loadShare()
    if (written !== fragment) return
    const decoded = share.decodeShare(fragment)
    if (decoded.ok) {
      const { text, playheadMs, window } = decoded.value
      store.getState().open(text, playheadMs === undefined ? {} : { playheadMs })
      if (window) store.getState().setWindow(window)
    } else {
      // Whoever follows a broken link came for something: what can be read of it, or at least not an empty page.
      if (decoded.text !== undefined) store.getState().open(decoded.text)
      else openFirstVisit(store)
      // After the text, because another text forgets an older failure.
      store.setState({ linkFailure: { reason: decoded.reason, partial: decoded.text !== undefined } })
    }
  }

  const follow = (largest: number) => {
    const { text, linkFailure } = store.getState()
    if (share === undefined || linkFailure || text.trim() === '' || text.length > largest) return
    const fragment = fragmentOf(share, store.getState())
    if (fragment === undefined || fragment === written) return
    written = fragment
    history.replaceState(null, '', `#${fragment}`)
  }

  void openAddress()
  addEventListener('hashchange', () => void openAddress())
  // The last words before a reload count, however long the text.
  addEventListener('pagehide', () => {
    if (following !== undefined) follow(Number.POSITIVE_INFINITY)
  })
  store.subscribe((state, before) => {
    // A window that follows the trace is nobody's wish.
    const moved = state.playheadMs !== before.playheadMs || (state.windowIsUsers && state.window !== before.window)
    if (state.playing || (!moved && state.text === before.text)) return
    if (state.text !== before.text && state.linkFailure) store.setState({ linkFailure: undefined })
    clearTimeout(following)
    following = setTimeout(async () => {
      share ??= await loadShare()
      follow(LARGEST_TO_FOLLOW)
    }, FOLLOW_MS)
  })
}

function openFirstVisit(store: StoreApi<AppStore>): void {
  for (const { name, playheadMs } of FIRST_VISIT) {
    const item = GALLERY.find((each) => each.name === name)
    if (item === undefined) continue
    store.getState().open(item.text, { title: item.title, playheadMs })
    return
  }
  const item = GALLERY[0]
  if (item) store.getState().open(item.text, { title: item.title })
}

function fragmentOf(share: Share, { text, playheadMs, window, windowIsUsers }: AppStore): string | undefined {
  return share.encodeShare({ text, playheadMs, ...(windowIsUsers ? { window } : {}) })
}

/** The link to what is on the screen; undefined where the text is too large for one. */
export async function linkTo(state: AppStore): Promise<string | undefined> {
  const fragment = fragmentOf(await loadShare(), state)
  return fragment === undefined ? undefined : `${location.href.replace(/#.*$/, '')}#${fragment}`
}

export function dismissLinkFailure(): void {
  appStore.setState({ linkFailure: undefined })
}
