import { useSyncExternalStore } from 'react'

/** What gives way as the page gets narrower. */
export type Layout =
  /** Editor, timeline and inspector side by side. */
  | 'wide'
  /** The editor is a rail that opens over the timeline. */
  | 'rail'
  /** And the inspector is a sheet. */
  | 'sheet'
  /** One thing at a time. */
  | 'mobile'

const QUERIES: readonly (readonly [Layout, MediaQueryList])[] = [
  ['wide', matchMedia('(min-width: 1280px)')],
  ['rail', matchMedia('(min-width: 1024px)')],
  ['sheet', matchMedia('(min-width: 720px)')],
]

function current(): Layout {
  return QUERIES.find(([, query]) => query.matches)?.[0] ?? 'mobile'
}

function subscribe(changed: () => void): () => void {
  for (const [, query] of QUERIES) query.addEventListener('change', changed)
  return () => {
    for (const [, query] of QUERIES) query.removeEventListener('change', changed)
  }
}

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, current)
}
