import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Time } from '../lib/time.ts'
import { neighbourChange } from '../trace/changes.ts'
import type { Trace } from '../trace/trace.ts'
import { neighbourRestart } from '../view/restarts.ts'
import { loopOf } from './course.ts'
import type { AppState, AppStore, TimeWindow } from './state.ts'

export const SLOWEST = 0.25
export const FASTEST = 3600

/** The window may not be narrower than this: ten milliseconds across the screen is as close as milliseconds get. */
const NARROWEST_MS = 10

/** A run that is over so soon has no life in it: nobody looks at its milliseconds. */
const SHORTEST_RUN_MS = 500

/** What the timeline shows before anything is known. */
const EMPTY_WINDOW: TimeWindow = { fromMs: 0, toMs: 60_000 }

const INITIAL_STATE: AppState = {
  text: '',
  title: '',
  opened: 0,
  problems: [],
  refusal: undefined,
  name: '',
  objects: [],
  busy: false,
  trace: undefined,
  freshness: 'fresh',
  fault: undefined,
  playheadMs: 0,
  playheadIsOurs: false,
  playing: false,
  speed: 10,
  window: EMPTY_WINDOW,
  windowIsUsers: false,
  gapsShort: false,
  futureWhole: false,
  clock: 'relative',
  range: undefined,
  looping: false,
  selection: undefined,
  ghost: undefined,
  theme: 'dark',
  language: 'en',
  linkFailure: undefined,
  lines: [],
  asked: 0,
}

/**
 * The one store. What a user does comes in through its actions; what the engine says (trace, problems, freshness,
 * fault) is written by simulation.ts, which watches the text.
 */
export function createAppStore(initial: Partial<AppState> = {}): StoreApi<AppStore> {
  return createStore<AppStore>()((set, get) => ({
    ...INITIAL_STATE,
    ...initial,

    edit: (text) => {
      // A title that was given with another text says nothing about this one.
      if (text !== get().text) set({ text, title: '', freshness: 'pending', linkFailure: undefined })
    },
    runNow: () => set({ asked: get().asked + 1 }),
    setLines: (lines) => set({ lines, asked: get().asked + 1 }),
    open: (text, options = {}) =>
      set({
        text,
        title: options.title ?? '',
        opened: get().opened + 1,
        freshness: 'pending',
        playheadMs: options.playheadMs ?? 0,
        playheadIsOurs: options.ours ?? options.playheadMs === undefined,
        playing: false,
        selection: undefined,
        range: undefined,
        looping: false,
        windowIsUsers: false,
        linkFailure: undefined,
      }),
    seek: (at) => set({ playheadMs: clampTime(at, get().trace), playheadIsOurs: false }),
    play: () => {
      const { busy, freshness, trace, playheadMs, playheadIsOurs } = get()
      if (trace === undefined) {
        // What is being computed is played as it comes.
        if (busy || freshness === 'pending') set({ playing: true, playheadIsOurs: false })
        return
      }
      const loop = loopOf(get())
      if (loop && (playheadMs < loop.fromMs || playheadMs >= loop.toMs)) {
        set({ playing: true, playheadMs: loop.fromMs, playheadIsOurs: false })
        return
      }
      const atTheEnd = trace.ending !== 'running' && playheadMs >= trace.endMs
      set({ playing: true, playheadIsOurs: false, ...(atTheEnd || playheadIsOurs ? { playheadMs: 0 } : {}) })
    },
    pause: () => set({ playing: false }),
    setSpeed: (speed) => set({ speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) }),
    stepChange: (direction) => {
      const { trace, playheadMs } = get()
      if (trace === undefined) return
      const there = neighbourChange(trace, playheadMs, direction)
      set({ playing: false, playheadIsOurs: false, playheadMs: there ?? (direction === 1 ? playheadMs : 0) })
    },
    stepRestart: (direction) => {
      const { trace, playheadMs } = get()
      const there = trace && neighbourRestart(trace, playheadMs, direction)
      if (there !== undefined) set({ playing: false, playheadIsOurs: false, playheadMs: there })
    },
    setGapsShort: (gapsShort) => set({ gapsShort }),
    setFutureWhole: (futureWhole) => set({ futureWhole }),
    setClock: (clock) => set({ clock }),
    setRange: (range) => set({ range: range && sane(range), looping: range !== undefined }),
    setLooping: (looping) => set({ looping }),
    setWindow: (window) => set({ window: sane(window), windowIsUsers: true }),
    fitWindow: () => set({ window: wholeOf(get().trace, get().ghost?.trace), windowIsUsers: false }),
    select: (selection) => set({ selection }),
    pin: () => {
      const { trace, text, title, name } = get()
      if (trace !== undefined && canPin({ ...get(), ghost: undefined }))
        set({ ghost: { trace, text, title: title || name } })
    },
    unpin: () => {
      const { trace, windowIsUsers } = get()
      set({ ghost: undefined, ...(windowIsUsers ? {} : { window: wholeOf(trace) }) })
    },
    swapGhost: () => {
      const { ghost, trace, text, title, name, opened } = get()
      if (ghost === undefined || trace === undefined || trace.ending === 'running' || get().freshness !== 'fresh')
        return
      set({
        ghost: { trace, text, title: title || name },
        trace: ghost.trace,
        text: ghost.text,
        title: ghost.title,
        opened: opened + 1,
        freshness: 'pending',
        selection: undefined,
        linkFailure: undefined,
      })
    },
    restoreGhost: () => {
      const { ghost, opened } = get()
      if (ghost === undefined) return
      const { text, title } = ghost
      set({ text, title, opened: opened + 1, freshness: 'pending', selection: undefined, linkFailure: undefined })
    },
    setTheme: (theme) => set({ theme }),
    setLanguage: (language) => set({ language }),
    setLinkFailure: (linkFailure) => set({ linkFailure }),
  }))
}

/** What is pinned is a whole run of a text, not of what is being typed. */
export function canPin({ ghost, trace, freshness }: AppState): boolean {
  return ghost !== undefined || (trace !== undefined && trace.ending !== 'running' && freshness === 'fresh')
}

/** The page's own store. */
export const appStore = createAppStore()

export function useApp<T>(selector: (state: AppStore) => T): T {
  return useStore(appStore, selector)
}

/** All there is to see: of the pinned run as well, which may be longer. */
export function wholeOf(trace: Trace | undefined, ghost?: Trace): TimeWindow {
  const endMs = trace === undefined ? 0 : Math.max(trace.endMs, ghost?.endMs ?? 0)
  return endMs < SHORTEST_RUN_MS ? EMPTY_WINDOW : { fromMs: 0, toMs: endMs }
}

/** A playhead that a link or an edit put behind the end of a growing trace stays where it is until the end is known. */
function clampTime(at: Time, trace: Trace | undefined): Time {
  const end = trace === undefined || trace.ending === 'running' ? Number.MAX_SAFE_INTEGER : trace.endMs
  return Math.min(end, Math.max(0, Math.round(at)))
}

function sane({ fromMs, toMs }: TimeWindow): TimeWindow {
  const from = Math.max(0, fromMs)
  return { fromMs: from, toMs: Math.max(toMs, from + NARROWEST_MS) }
}
