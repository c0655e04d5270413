import { create } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import { fetched, fetchOnce } from '../../app/load-failure.ts'
import type { AppStore, Language } from '../../app/state.ts'
import { ENGLISH, type Words } from './english.ts'

/** English comes with the page; another language when somebody asks for it. */
const LOADERS: Readonly<Record<Language, () => Words | Promise<Words>>> = {
  en: () => ENGLISH,
  zh: fetchOnce(async () => (await import('./chinese.ts')).CHINESE),
}

const useLoaded = create<{ readonly words: Words }>(() => ({ words: ENGLISH }))

/** The words of the language that the page speaks: `const { inspector: words } = useWords()`. */
export function useWords(): Words {
  return useLoaded((loaded) => loaded.words)
}

/** The same outside of React's rendering: a canvas, an editor that is being made. */
export function wordsNow(): Words {
  return useLoaded.getState().words
}

/** Is told when the words have become others. */
export const watchWords = (changed: () => void): (() => void) => useLoaded.subscribe(changed)

/** Keeps the words at the store's language. Done once the words of its first language are there. */
export async function wireWords(store: StoreApi<AppStore>): Promise<void> {
  let spoken: Language = 'en'
  const load = async () => {
    const { language } = store.getState()
    const words = await fetched(Promise.resolve(LOADERS[language]()))
    if (words === undefined) {
      if (store.getState().language === language) store.getState().setLanguage(spoken)
      return
    }
    // Meanwhile the user may have thought better of it.
    if (store.getState().language !== language) return
    spoken = language
    useLoaded.setState({ words })
  }
  store.subscribe((state, before) => {
    if (state.language !== before.language) void load()
  })
  await load()
}
