import { STATE_TONES, type StateTone } from '../../view/history/tone.ts'

const NEUTRALS = ['bg0', 'bg1', 'bg2', 'bg3', 'line', 'line2', 't1', 't2', 't3', 'future', 'status'] as const
export type Neutral = (typeof NEUTRALS)[number]

export interface StateColours {
  /** Paints shapes. */
  readonly mark: string
  /** Paints words. */
  readonly ink: string
  /** Paints what stands on the mark. */
  readonly on: string
}

/** The theme's colours as a canvas needs them. */
export type Tones = Readonly<Record<Neutral, string>> &
  Readonly<Record<StateTone, StateColours>> & { readonly sans: string; readonly mono: string }

/** notReady → --not-ready-mark */
export function propertyOf(tone: StateTone, part: keyof StateColours): string {
  return `--${tone.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${part}`
}

/** What the style sheet says at this element now. Costs a style computation: read once per change of theme. */
export function readTones(element: Element): Tones {
  const style = getComputedStyle(element)
  const read = (property: string) => style.getPropertyValue(property).trim()
  const neutrals = Object.fromEntries(NEUTRALS.map((name) => [name, read(`--${name}`)]))
  const states = Object.fromEntries(
    STATE_TONES.map((tone) => [
      tone,
      { mark: read(propertyOf(tone, 'mark')), ink: read(propertyOf(tone, 'ink')), on: read(propertyOf(tone, 'on')) },
    ]),
  )
  // The names are the keys of the record by construction.
  return { ...neutrals, ...states, sans: read('--sans'), mono: read('--mono') } as unknown as Tones
}

/** Calls back whenever the page's theme has changed. Returns how to stop. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
