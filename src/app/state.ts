import type { Time } from '../lib/time.ts'
import type { Problem } from '../scenario/problem.ts'
import type { WatchingLine } from '../scenario/with-lines.ts'
import type { Trace } from '../trace/trace.ts'
import type { Question } from '../view/explain/question.ts'
import type { ClockKind } from '../view/time/wall-clock.ts'
import type { CompiledObject } from '../worker/protocol.ts'
import type { LinkFailure } from './link-failure.ts'

/** What is selected on the timeline: an entry of the trace, or one attempt of a probe. */
export type Selection =
  | { readonly kind: 'entry'; readonly seq: number; readonly about?: About }
  | { readonly kind: 'attempt'; readonly track: number; readonly index: number }

/** The field whose value is asked about, where the entry wrote more than that. */
export interface About {
  readonly what: string
  readonly value: string
  /** Which field that is, whatever it is called on the screen. */
  readonly on?: Question | undefined
}

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

export type Language = 'en' | 'zh'

/** A run that was pinned, to see what a change of the text changes. */
export interface Ghost {
  readonly trace: Trace
  readonly text: string
  readonly title: string
}

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
  /** Rises whenever another text was opened, as opposed to edited. */
  readonly opened: number
  readonly problems: readonly Problem[]
  /** The API server's words when it refuses the text. */
  readonly refusal: string | undefined
  /** Of the last text that was accepted: its name and what it creates. */
  readonly name: string
  readonly objects: readonly CompiledObject[]
  /** The engine is at work. */
  readonly busy: boolean
  readonly trace: Trace | undefined
  readonly freshness: Freshness
  /** What broke, when freshness is 'fault'. */
  readonly fault: string | undefined
  readonly playheadMs: Time
  /** Nobody chose it: the page stands at what is worth seeing. Playing then begins at the beginning. */
  readonly playheadIsOurs: boolean
  readonly playing: boolean
  /** Simulated seconds per second. */
  readonly speed: number
  readonly window: TimeWindow
  /** False until the user zooms or pans: the window then follows the trace. */
  readonly windowIsUsers: boolean
  /** Quiet stretches are drawn, and played, short. */
  readonly gapsShort: boolean
  /** While it plays, what is still to come is shown as it is, and not as a faint outline. */
  readonly futureWhole: boolean
  readonly clock: ClockKind
  /** What is played again and again, when `looping`; the whole where nothing is set. */
  readonly range: TimeWindow | undefined
  readonly looping: boolean
  readonly selection: Selection | undefined
  /** What the present run is compared with. */
  readonly ghost: Ghost | undefined
  readonly theme: Theme
  readonly language: Language
  /** The page was opened with a link that could not be read, or not to its end. */
  readonly linkFailure: LinkFailure | undefined
  /** What is looked at in the terminal and takes time: it is run with the text, and is no part of it. */
  readonly lines: readonly WatchingLine[]
  /** Rises whenever a run is wanted at once: nobody is typing. */
  readonly asked: number
}

export interface OpenOptions {
  /** Where the playhead shall stand; without it, where the run has most to say. */
  readonly playheadMs?: Time
  /** The page's own choice, not somebody's. */
  readonly ours?: boolean
  readonly title?: string
}

export interface AppActions {
  /** The user typed or pasted: re-simulates after a pause in typing. */
  edit(text: string): void
  /** The text has been changed by something that is whole: re-simulates at once. */
  runNow(): void
  /** Other lines beside the text: re-simulates at once. */
  setLines(lines: readonly WatchingLine[]): void
  /** Another text altogether (gallery, link): re-simulates at once, playhead to the given time. */
  open(text: string, options?: OpenOptions): void
  seek(at: Time): void
  play(): void
  pause(): void
  setSpeed(speed: number): void
  /** To the next or previous instant at which something changed. */
  stepChange(direction: 1 | -1): void
  /** To the next or previous start of a container that had run before. */
  stepRestart(direction: 1 | -1): void
  setGapsShort(gapsShort: boolean): void
  setFutureWhole(futureWhole: boolean): void
  setClock(clock: ClockKind): void
  /** A range is there to be looped; without one nothing is. */
  setRange(range: TimeWindow | undefined): void
  setLooping(looping: boolean): void
  setWindow(window: TimeWindow): void
  fitWindow(): void
  select(selection: Selection | undefined): void
  /** Keeps the run on the screen, with its text, to compare with what comes. */
  pin(): void
  unpin(): void
  /** The pinned run becomes the present one, and the present one the pinned. */
  swapGhost(): void
  /** Back to the text of the pinned run. */
  restoreGhost(): void
  setTheme(theme: Theme): void
  setLanguage(language: Language): void
  /** What came with the address could not be read. Another text, or the user, puts an end to it. */
  setLinkFailure(failure: LinkFailure | undefined): void
}

export type AppStore = AppState & AppActions
