import type { Time } from '../lib/time.ts'
import type { Problem } from '../manifest/problem.ts'
import type { Trace } from '../trace/trace.ts'

/** What is selected on the timeline: an entry of the trace, or one attempt of a probe. */
export type Selection =
  | { readonly kind: 'entry'; readonly seq: number }
  | { readonly kind: 'attempt'; readonly track: number; readonly index: number }

/** How the trace on the screen stands to the text in the editor. */
export type Freshness =
  /** It is the text's trace (perhaps still growing). */
  | 'fresh'
  /** The text has changed; a run is pending. */
  | 'pending'
  /** The text is refused: what is shown belongs to the last valid text. */
  | 'refused'
  /** The engine broke on this text. */
  | 'fault'

export type Theme = 'dark' | 'light'

/** The stretch of time that the timeline shows. */
export interface TimeWindow {
  readonly fromMs: Time
  readonly toMs: Time
}

/**
 * Everything that the page knows that is not derived. One writer per field: the actions. Derived things are computed
 * in view/ from these.
 */
export interface AppState {
  readonly text: string
  readonly title: string
  readonly problems: readonly Problem[]
  readonly trace: Trace | undefined
  readonly freshness: Freshness
  /** What broke, when freshness is 'fault'. */
  readonly fault: string | undefined
  readonly playheadMs: Time
  readonly playing: boolean
  /** Simulated seconds per second. */
  readonly speed: number
  readonly window: TimeWindow
  /** False until the user zooms or pans: the window then follows the trace. */
  readonly windowIsUsers: boolean
  readonly selection: Selection | undefined
  readonly theme: Theme
}

export interface AppActions {
  /** The user typed or pasted: re-simulates after a pause in typing. */
  edit(text: string): void
  /** Another text altogether (gallery, link): re-simulates at once, playhead to the given time. */
  open(text: string, options?: { readonly playheadMs?: Time; readonly title?: string }): void
  seek(at: Time): void
  play(): void
  pause(): void
  setSpeed(speed: number): void
  /** To the next or previous instant at which something changed. */
  stepChange(direction: 1 | -1): void
  setWindow(window: TimeWindow): void
  fitWindow(): void
  select(selection: Selection | undefined): void
  setTheme(theme: Theme): void
}

export type AppStore = AppState & AppActions
