import type { Language } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import type { Widen } from '../../lib/widen.ts'
import { SHARE_EN } from './words-en.ts'
import { SHARE_ZH } from './words-zh.ts'

type ShareWords = Widen<typeof SHARE_EN>

const WORDS: Readonly<Record<Language, ShareWords>> = { en: SHARE_EN, zh: SHARE_ZH }

/** They come with the panel, and not with the page. */
export const shareWords = (language: Language): ShareWords => WORDS[language]

export const useShareWords = (): ShareWords => shareWords(useApp((state) => state.language))
