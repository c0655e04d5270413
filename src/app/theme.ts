import type { StoreApi } from 'zustand/vanilla'
import type { AppStore, Theme } from './state.ts'

const KEY = 'podlapse.theme'

/** What the user chose on an earlier visit, or what the system says. */
export function initialTheme(): Theme {
  const stored = readStored()
  if (stored === 'dark' || stored === 'light') return stored
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
}

/** Keeps the page's theme attribute at what the store says, and remembers a choice. */
export function wireTheme(store: StoreApi<AppStore>): void {
  document.documentElement.dataset.theme = store.getState().theme
  store.subscribe((state, before) => {
    if (state.theme === before.theme) return
    document.documentElement.dataset.theme = state.theme
    try {
      localStorage.setItem(KEY, state.theme)
    } catch {
      // A browser that forbids storage forgets the theme; nothing else is lost.
    }
  })
}

function readStored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
