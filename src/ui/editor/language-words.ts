import { fetchOnce } from '../../app/load-failure.ts'
import type { Language } from '../../app/state.ts'
import { appStore } from '../../app/store.ts'
import type { LanguageWords } from '../../language/words/words.ts'

/** Some hundred sentences: fetched when the first of them is asked for. */
const LOADERS: Readonly<Record<Language, () => Promise<LanguageWords>>> = {
  en: fetchOnce(async () => (await import('../../language/words/language-en.ts')).LANGUAGE_EN),
  zh: fetchOnce(async () => (await import('../../language/words/language-zh.ts')).LANGUAGE_ZH),
}

/** In the language that the page speaks. Undefined: they did not come, and what is offered has no sentences. */
export async function languageWords(): Promise<LanguageWords | undefined> {
  return LOADERS[appStore.getState().language]().catch(() => undefined)
}
