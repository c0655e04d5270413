import type { ITheme } from '@xterm/xterm'

/** The page's own tones: what a machine printed, what was typed, what we say. No colour: colour is a state. */
export function xtermTheme(): ITheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const [t1, t2, t3] = [token('t1'), token('t2'), token('t3')]
  return {
    background: token('bg1'),
    foreground: t2,
    cursor: t1,
    cursorAccent: token('bg1'),
    selectionBackground: token('bg3'),
    scrollbarSliderBackground: token('bg3'),
    scrollbarSliderHoverBackground: token('line2'),
    scrollbarSliderActiveBackground: token('line2'),
    overviewRulerBorder: token('bg1'),
    brightWhite: t1,
    white: t2,
    brightBlack: t3,
  }
}
