import type { Language } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import type { Widen } from '../../lib/widen.ts'
import { TERMINAL_EN } from '../../view/terminal/words-en.ts'
import { TERMINAL_ZH } from '../../view/terminal/words-zh.ts'
import { TERMINAL_UI_EN } from './words-en.ts'
import { TERMINAL_UI_ZH } from './words-zh.ts'

interface TerminalWords {
  readonly screen: Widen<typeof TERMINAL_EN>
  readonly ui: Widen<typeof TERMINAL_UI_EN>
}

const WORDS: Readonly<Record<Language, TerminalWords>> = {
  en: { screen: TERMINAL_EN, ui: TERMINAL_UI_EN },
  zh: { screen: TERMINAL_ZH, ui: TERMINAL_UI_ZH },
}

/** They come with the terminal, and not with the page. */
export const terminalWords = (language: Language): TerminalWords => WORDS[language]

export const useTerminalWords = (): TerminalWords => terminalWords(useApp((state) => state.language))
