import type { StoreApi } from 'zustand/vanilla'
import { sameValue } from '../lib/same-value.ts'
import type { Time } from '../lib/time.ts'
import { TraceAssembler } from '../trace/assemble.ts'
import type { Trace } from '../trace/trace.ts'
import { tellingInstant } from '../view/telling-instant.ts'
import type { EngineApi, RunListener } from '../worker/client.ts'
import type { KnownRun } from '../worker/known-run.ts'
import { holdRefusal } from './held-refusal.ts'
import type { AppStore } from './state.ts'
import { wholeOf } from './store.ts'
import { isAnotherText } from './text-change.ts'

/** A trace that is finished so soon is shown whole; a longer one is shown while it grows. */
const FIRST_LOOK_MS = 120
/** While somebody types, a trace is shown whole, or once nothing was typed for so long. */
const TYPING_LOOK_MS = 300
/** A newer text waits so long for the run under way: a number that is dragged would otherwise show nothing until it rests. */
const LET_FINISH_MS = 60
/** How often a growing trace is shown anew. */
const NEXT_LOOK_MS = 100

const NO_RUN: Partial<AppStore> = {
  trace: undefined,
  name: '',
  objects: [],
  playing: false,
  playheadMs: 0,
  selection: undefined,
}

/** An empty text is nothing to complain about. */
const NOTHING: Partial<AppStore> = {
  trace: undefined,
  problems: [],
  refusal: undefined,
  objects: [],
  name: '',
  fault: undefined,
  freshness: 'fresh',
  busy: false,
  playing: false,
  playheadMs: 0,
  selection: undefined,
}

/**
 * Text in, trace out: watches the text, lets the engine run it, and writes what it says (problems, trace, freshness,
 * fault, and the window while it follows the trace). An older trace stays until the new one has something to show. A run
 * that is known is shown at once.
 */
export function wireSimulation(store: StoreApi<AppStore>, engine: EngineApi, knownRun?: KnownRun): void {
  let looking: ReturnType<typeof setTimeout> | undefined
  /** Calls off a refusal that is not told yet. */
  let held: (() => void) | undefined
  /** The end of the wait of a text that is newer than the run under way. */
  let waiting: ReturnType<typeof setTimeout> | undefined
  let underWay = false
  /** A playhead that had to be clamped, where it was, and where it stands since. */
  let clamped: { readonly from: Time; readonly to: Time } | undefined
  /** The text whose run is on the screen. */
  let seen: Pick<AppStore, 'text' | 'opened'> | undefined

  const start = () => {
    clearTimeout(looking)
    clearTimeout(waiting)
    held?.()
    looking = waiting = held = undefined
    underWay = false
    const { text, opened, lines } = store.getState()
    if (text.trim() === '') {
      engine.stop()
      seen = undefined
      store.setState(NOTHING)
      return
    }
    store.setState({ busy: true, freshness: 'pending' })
    const assembler = new TraceAssembler()
    let shown = false
    const asTyped = seen?.opened === opened && !isAnotherText(seen.text, text)
    const began = store.getState()
    if (!asTyped) clamped = undefined
    // Another text altogether, and a playhead that nobody has put anywhere since.
    const mayStand = seen?.opened === opened ? !asTyped : began.playheadIsOurs && began.playheadMs === 0

    const show = () => {
      clearTimeout(looking)
      looking = undefined
      const trace = assembler.snapshot()
      if (trace === undefined) {
        // The life of another text would pass for this one's.
        if (!asTyped && seen) store.setState({ trace: undefined, selection: undefined })
        return
      }
      const state = store.getState()
      const ended = trace.ending !== 'running'
      store.setState({
        trace,
        // Somebody may be typing again while this one grows.
        freshness: state.text === text ? 'fresh' : 'pending',
        ...(shown ? {} : { selection: undefined }),
        ...(state.windowIsUsers ? {} : { window: wholeOf(trace, state.ghost?.trace) }),
        ...(ended ? playheadIn(trace, state.playheadMs) : {}),
      })
      shown = true
      seen = { text, opened }
    }

    /** Within the run; where it was before, once the run is long enough again. */
    const playheadIn = ({ endMs }: Trace, at: Time): Partial<AppStore> => {
      const from = clamped?.to === at ? clamped.from : at
      const to = Math.min(from, endMs)
      clamped = to < from ? { from, to } : undefined
      return to === at ? {} : { playheadMs: to }
    }

    const standWhereItTells = () => {
      const { trace, playheadMs, playing, text: now, windowIsUsers } = store.getState()
      if (!mayStand || trace === undefined || now !== text || playing || windowIsUsers) return
      if (playheadMs !== Math.min(began.playheadMs, trace.endMs)) return
      clamped = undefined
      store.setState({ playheadMs: tellingInstant(trace), playheadIsOurs: true })
    }

    const end = () => {
      underWay = false
      if (waiting !== undefined) start()
    }

    const listener: RunListener = {
      compiled: ({ problems, refusal, accepted, name, objects }) => {
        if (accepted) {
          store.setState({ problems, refusal, name, objects, fault: undefined })
          looking = setTimeout(show, asTyped ? TYPING_LOOK_MS : FIRST_LOOK_MS)
          return
        }
        const refused = () => store.setState({ problems, refusal, freshness: 'refused', busy: false })
        if (asTyped) held = holdRefusal(problems, refused)
        else {
          // The life of another text would pass for this one's.
          store.setState(NO_RUN)
          refused()
          seen = undefined
        }
        end()
      },
      chunk: (chunk) => {
        assembler.add(chunk)
        // The first look may have come before there was anything to see.
        looking ??= setTimeout(show, NEXT_LOOK_MS)
      },
      done: () => {
        show()
        store.setState({ busy: false })
        standWhereItTells()
        end()
      },
      fault: (message) => {
        show()
        store.setState({ freshness: 'fault', fault: message, busy: false, playing: false })
        end()
      },
    }
    const known = knownRun?.text === text && lines.length === 0 ? knownRun : undefined
    if (known) {
      listener.compiled(known.compiled)
      for (const chunk of known.chunks) listener.chunk(chunk)
      listener.done()
    }
    underWay = true
    engine.run(text, known ? confirming(listener) : listener, asTyped, lines)
  }

  /** The engine has the last word on a run that is on the screen before it was asked. */
  const confirming = (shown: RunListener): RunListener => {
    const assembler = new TraceAssembler()
    return {
      compiled: (compiled) => {
        if (!compiled.accepted) shown.compiled(compiled)
      },
      chunk: (chunk) => assembler.add(chunk),
      done: () => {
        const { trace: old } = store.getState()
        const trace = assembler.snapshot()
        if (trace && !(old && sameValue(old.entries, trace.entries) && old.endMs === trace.endMs)) {
          store.setState({ trace, selection: undefined })
        }
        underWay = false
        if (waiting !== undefined) start()
      },
      fault: shown.fault,
    }
  }

  store.subscribe((state, before) => {
    if (state.opened !== before.opened || state.asked !== before.asked) start()
    else if (state.text === before.text) return
    else if (underWay) waiting ??= setTimeout(start, LET_FINISH_MS)
    else start()
  })
  if (store.getState().text !== '') start()
}
