import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Problem } from '../scenario/problem.ts'
import type { TraceHeader } from '../trace/trace.ts'
import type { EngineApi, RunListener } from '../worker/client.ts'
import type { KnownRun } from '../worker/known-run.ts'
import type { Compiled } from '../worker/protocol.ts'
import { caretIn } from './caret-line.ts'
import { wireSimulation } from './simulation.ts'
import { createAppStore } from './store.ts'

const unknownField = (line: number): Problem => ({
  ...{ code: 'unknown-field', severity: 'error', path: 'spe', document: 0, message: 'unknown field "spe"' },
  range: { start: 200, end: 203, line, column: 1, endLine: line, endColumn: 4 },
})

class FakeEngine implements EngineApi {
  readonly runs: { readonly text: string; readonly listener: RunListener; readonly asTyped: boolean }[] = []
  stopped = 0
  run(text: string, listener: RunListener, asTyped = false): void {
    this.runs.push({ text, listener, asTyped })
  }
  async read() {
    return undefined
  }
  async judge() {
    return []
  }
  async images() {
    return []
  }
  stop(): void {
    this.stopped++
  }
  dispose(): void {}
}

const compiled: Compiled = { problems: [], refusal: undefined, accepted: true, name: 'web', objects: [] }
const header = { kubernetes: '1.36', name: 'web', seed: 1, untilMs: 1_000 } as TraceHeader
const nothing = { entries: [], probes: [], memory: [] }

function setUp(known?: KnownRun) {
  const store = createAppStore()
  const engine = new FakeEngine()
  wireSimulation(store, engine, known)
  return { store, engine, actions: store.getState() }
}

function answer({ listener }: FakeEngine['runs'][number], endMs: number) {
  listener.compiled(compiled)
  listener.chunk({ header, endMs, ending: 'quiet', ...nothing })
  listener.done()
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  caretIn(undefined)
  vi.useRealTimers()
})

describe('text to trace', () => {
  test('a text is run at once, and once more when it has changed meanwhile', () => {
    const { engine, actions } = setUp()
    actions.open('a')
    actions.edit('ab')
    actions.edit('abc')
    expect(engine.runs.map((run) => run.text)).toEqual(['a'])
    answer(engine.runs[0]!, 1_000)
    expect(engine.runs.map((run) => run.text)).toEqual(['a', 'abc'])
    answer(engine.runs[1]!, 1_000)
    actions.edit('abcd')
    expect(engine.runs.map((run) => run.text)).toEqual(['a', 'abc', 'abcd'])
  })

  test.each([
    ['confirms', 5_000, 5_000],
    ['does not confirm', 6_000, 6_000],
  ])('a run that is known is shown at once, and the engine %s it', (_name, endMs, then) => {
    const chunks = [{ header, endMs: 5_000, ending: 'quiet', ...nothing }] as const
    const { store, engine, actions } = setUp({ text: 'a', compiled, chunks })
    actions.open('a')
    const { trace } = store.getState()
    expect(store.getState()).toMatchObject({ freshness: 'fresh', busy: false, name: 'web' })
    expect(trace?.endMs).toBe(5_000)
    answer(engine.runs[0]!, endMs)
    expect(store.getState().trace?.endMs).toBe(then)
    expect(store.getState().trace === trace).toBe(endMs === 5_000)
    actions.edit('b')
    expect(engine.runs.map((run) => run.text)).toEqual(['a', 'b'])
    expect(store.getState().freshness).toBe('pending')
  })

  test('a run that takes long is not waited for', () => {
    const { engine, actions } = setUp()
    actions.open('a')
    actions.edit('ab')
    vi.advanceTimersByTime(100)
    expect(engine.runs.map((run) => run.text)).toEqual(['a', 'ab'])
    actions.open('b')
    expect(engine.runs.map((run) => run.text)).toEqual(['a', 'ab', 'b'])
  })

  test('only what is typed into a text that is shown may wait until it is YAML again', () => {
    const { engine, actions } = setUp()
    const text = 'kind: Pod\n'.repeat(20)
    const last = () => engine.runs.at(-1)!
    actions.open(text)
    actions.edit(`${text}sp`)
    vi.advanceTimersByTime(1_000)
    expect(last().asTyped).toBe(false)
    answer(last(), 1_000)
    actions.edit(`${text}spe`)
    vi.advanceTimersByTime(1_000)
    expect(last().asTyped).toBe(true)
    actions.edit('apiVersion: v1\n'.repeat(20))
    vi.advanceTimersByTime(1_000)
    expect(last().asTyped).toBe(false)
    actions.open(text)
    expect(last().asTyped).toBe(false)
  })

  test.each([
    ['after a moment, where no caret is', undefined, [250]],
    ['after a moment, where the caret is in another line', 21, [250]],
    ['when nothing was typed there for two seconds', 22, [250, 2_000]],
  ])('errors of a line are told %s', (_name, line, waits) => {
    const { store, engine, actions } = setUp()
    const text = 'kind: Pod\n'.repeat(20)
    actions.open(text)
    answer(engine.runs.at(-1)!, 1_000)
    caretIn(line)
    actions.edit(`${text}spe`)
    engine.runs.at(-1)!.listener.compiled({ ...compiled, accepted: false, problems: [unknownField(22)] })
    for (const wait of waits) {
      expect(store.getState().problems).toEqual([])
      vi.advanceTimersByTime(wait)
    }
    expect(store.getState()).toMatchObject({ freshness: 'refused', problems: [{ code: 'unknown-field' }] })
  })

  test('errors of a line are told when the caret leaves it', () => {
    const { store, engine, actions } = setUp()
    const text = 'kind: Pod\n'.repeat(20)
    actions.open(text)
    answer(engine.runs.at(-1)!, 1_000)
    caretIn(22)
    actions.edit(`${text}spe`)
    engine.runs.at(-1)!.listener.compiled({ ...compiled, accepted: false, problems: [unknownField(22)] })
    vi.advanceTimersByTime(1_000)
    expect(store.getState().problems).toEqual([])
    caretIn(23)
    expect(store.getState().problems).toHaveLength(1)
  })

  test('another text has no life before its own has begun, however long that takes', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    answer(engine.runs[0]!, 1_000)
    actions.open('kind: Service')
    engine.runs[1]!.listener.compiled(compiled)
    expect(store.getState().trace).toBeDefined()
    vi.advanceTimersByTime(200)
    expect(store.getState().trace).toBeUndefined()
    engine.runs[1]!.listener.chunk({ header, endMs: 2_000, ending: 'quiet', ...nothing })
    vi.advanceTimersByTime(200)
    expect(store.getState().trace?.endMs).toBe(2_000)
  })

  test('the trace comes with its window, and the playhead stays within it', () => {
    const { store, engine, actions } = setUp()
    actions.open('a', { playheadMs: 9_000 })
    answer(engine.runs[0]!, 5_000)
    expect(store.getState()).toMatchObject({
      freshness: 'fresh',
      busy: false,
      playheadMs: 5_000,
      window: { fromMs: 0, toMs: 5_000 },
    })
    expect(store.getState().trace?.endMs).toBe(5_000)
  })

  test('a playhead that a shorter run clamps goes back where it was, unless it was moved since', () => {
    const { store, engine, actions } = setUp()
    const text = 'kind: Pod\n'.repeat(20)
    const run = (typed: string, endMs: number) => {
      actions.edit(`${text}${typed}`)
      vi.advanceTimersByTime(1_000)
      answer(engine.runs.at(-1)!, endMs)
      return store.getState().playheadMs
    }
    actions.open(text, { playheadMs: 65_000 })
    answer(engine.runs[0]!, 90_000)
    expect(run('a', 30_000)).toBe(30_000)
    expect(run('ab', 20_000)).toBe(20_000)
    expect(run('abc', 90_000)).toBe(65_000)
    expect(run('ab', 20_000)).toBe(20_000)
    actions.seek(12_000)
    expect(run('abc', 90_000)).toBe(12_000)
  })

  test('a run whose first piece comes late is shown while it grows', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    const { listener } = engine.runs[0]!
    listener.compiled(compiled)
    vi.advanceTimersByTime(1_000)
    listener.chunk({ header, endMs: 3_000, ending: 'running', ...nothing })
    vi.advanceTimersByTime(1_000)
    expect(store.getState()).toMatchObject({ freshness: 'fresh', busy: true })
    expect(store.getState().trace?.endMs).toBe(3_000)
  })

  test('the user’s own window is left alone by an edit', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    answer(engine.runs[0]!, 5_000)
    actions.setWindow({ fromMs: 100, toMs: 200 })
    actions.edit('b')
    vi.advanceTimersByTime(1_000)
    answer(engine.runs[1]!, 9_000)
    expect(store.getState().window).toEqual({ fromMs: 100, toMs: 200 })
  })

  test('a trace that grows while somebody types is not taken for the new text’s', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    const { listener } = engine.runs[0]!
    listener.compiled(compiled)
    listener.chunk({ header, endMs: 1_000, ending: 'running', ...nothing })
    vi.advanceTimersByTime(100)
    actions.edit('ab')
    vi.advanceTimersByTime(30)
    expect(store.getState()).toMatchObject({ freshness: 'pending', trace: { endMs: 1_000 } })
  })

  test('a growing trace is shown while it grows', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    const { listener } = engine.runs[0]!
    listener.compiled(compiled)
    listener.chunk({ header, endMs: 10, ending: 'running', ...nothing })
    expect(store.getState().trace).toBeUndefined()
    vi.advanceTimersByTime(200)
    expect(store.getState()).toMatchObject({ trace: { endMs: 10 }, busy: true })
    listener.chunk({ endMs: 20, ending: 'running', ...nothing })
    vi.advanceTimersByTime(200)
    expect(store.getState().trace?.endMs).toBe(20)
  })

  test('a refused text keeps the older trace, and is not told of in mid-word', () => {
    const { store, engine, actions } = setUp()
    const refuse = () => engine.runs.at(-1)!.listener.compiled({ ...compiled, accepted: false, refusal: 'no' })
    actions.open('a')
    answer(engine.runs[0]!, 5_000)
    const { trace } = store.getState()
    for (const text of ['b', 'bc']) {
      actions.edit(text)
      refuse()
      vi.advanceTimersByTime(200)
      expect(store.getState()).toMatchObject({ freshness: 'pending', refusal: undefined })
    }
    vi.advanceTimersByTime(100)
    expect(store.getState()).toMatchObject({ freshness: 'refused', refusal: 'no', busy: false, trace })
  })

  test('a fault is told, and what had come stays', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    const { listener } = engine.runs[0]!
    listener.compiled(compiled)
    listener.chunk({ header, endMs: 10, ending: 'running', ...nothing })
    listener.fault('boom')
    expect(store.getState()).toMatchObject({ freshness: 'fault', fault: 'boom', trace: { endMs: 10 } })
  })

  test('an empty text is nothing to run', () => {
    const { store, engine, actions } = setUp()
    actions.open('a')
    answer(engine.runs[0]!, 5_000)
    actions.edit('  \n')
    vi.advanceTimersByTime(1_000)
    expect(engine).toMatchObject({ stopped: 1 })
    expect(store.getState()).toMatchObject({ trace: undefined, freshness: 'fresh', playheadMs: 0 })
  })
})
