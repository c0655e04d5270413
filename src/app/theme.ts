import type { StoreApi } from 'zustand/vanilla'
import { recall, remember } from './remembered.ts'
import type { AppStore, Theme } from './state.ts'

const KEY = 'podlapse.theme'

/** What the user chose on an earlier visit, or what the system says. */
export function initialTheme(): Theme {
  const stored = recall(KEY)
  if (stored === 'dark' || stored === 'light') return stored
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
}

/** Keeps the page's theme attribute at what the store says, and remembers a choice. */
export function wireTheme(store: StoreApi<AppStore>): void {
  document.documentElement.dataset.theme = store.getState().theme
  store.subscribe((state, before) => {
    if (state.theme === before.theme) return
    document.documentElement.dataset.theme = state.theme
    remember(KEY, state.theme)
  })
}
