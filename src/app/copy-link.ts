import { linkTo } from './link.ts'
import { appStore } from './store.ts'

export type ShareOutcome = 'copied' | 'copyFailed' | 'tooLarge' | 'unavailable'

/** Puts the link to what is on the screen into the address bar and onto the clipboard. */
export async function copyLink(): Promise<ShareOutcome> {
  const link = await linkTo(appStore.getState()).catch(() => 'unavailable' as const)
  if (link === 'unavailable') return link
  if (link === undefined) return 'tooLarge'
  history.replaceState(history.state, '', link)
  try {
    await navigator.clipboard.writeText(link)
    return 'copied'
  } catch {
    // Without the permission the address bar has to do.
    return 'copyFailed'
  }
}
