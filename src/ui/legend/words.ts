import type { Language } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import { LEGEND_EN } from './words-en.ts'
import { LEGEND_ZH } from './words-zh.ts'

type LegendWords = typeof LEGEND_ZH

const WORDS: Readonly<Record<Language, LegendWords>> = { en: LEGEND_EN, zh: LEGEND_ZH }

/** They come with the legend, and not with the page. */
export const legendWords = (language: Language): LegendWords => WORDS[language]

export const useLegendWords = (): LegendWords => legendWords(useApp((state) => state.language))
