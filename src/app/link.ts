import { fetchOnce } from './load-failure.ts'
import type { AppState } from './state.ts'

/** The codec with its compressor: a page that was opened without a link stands before it is needed. */
export const loadShare = fetchOnce(() => import('../share/share.ts'))
export type Share = Awaited<ReturnType<typeof loadShare>>

type Said = Pick<AppState, 'text' | 'playheadMs' | 'window' | 'windowIsUsers'>

export function fragmentOf(share: Share, { text, playheadMs, window, windowIsUsers }: Said): string | undefined {
  return share.encodeShare({ text, playheadMs, ...(windowIsUsers ? { window } : {}) })
}

/** The link to what is on the screen; undefined where the text is too large for one. */
export async function linkTo(state: AppState): Promise<string | undefined> {
  const fragment = fragmentOf(await loadShare(), state)
  return fragment === undefined ? undefined : `${location.href.replace(/#.*$/, '')}#${fragment}`
}
