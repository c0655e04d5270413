import type { StoreApi } from 'zustand/vanilla'
import { recall, remember } from './remembered.ts'
import type { AppStore, Language } from './state.ts'

const KEY = 'podlapse.language'

/** As a screen reader and a font are told. */
const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' }

/** What the user chose on an earlier visit, or the first of the browser's languages that we speak. */
export function initialLanguage(): Language {
  const stored = recall(KEY)
  if (stored === 'en' || stored === 'zh') return stored
  for (const tag of navigator.languages) {
    if (/^zh\b/i.test(tag)) return 'zh'
    if (/^en\b/i.test(tag)) return 'en'
  }
  return 'en'
}

/** Keeps the page's language attribute at what the store says, and remembers a choice. */
export function wireLanguage(store: StoreApi<AppStore>): void {
  document.documentElement.lang = TAGS[store.getState().language]
  store.subscribe((state, before) => {
    if (state.language === before.language) return
    document.documentElement.lang = TAGS[state.language]
    remember(KEY, state.language)
  })
}
