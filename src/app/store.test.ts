import { describe, expect, test } from 'vitest'
import type { Trace } from '../trace/trace.ts'
import { LIVENESS_KILL, runText } from '../view/explain/testing/run-text.ts'
import { createAppStore, FASTEST, SLOWEST } from './store.ts'

const trace = runText(LIVENESS_KILL)

describe('the store', () => {
  test('an edit keeps the playhead and waits; another text starts over', () => {
    const store = createAppStore({ text: 'a', playheadMs: 5_000, title: 'A', trace })
    store.getState().edit('b')
    expect(store.getState()).toMatchObject({ text: 'b', playheadMs: 5_000, freshness: 'pending', title: '', opened: 0 })
    store.getState().open('c', { title: 'C', playheadMs: 7_000 })
    expect(store.getState()).toMatchObject({ text: 'c', title: 'C', playheadMs: 7_000, opened: 1, playing: false })
  })

  test('an edit that changes nothing is none', () => {
    const store = createAppStore({ text: 'a' })
    store.getState().edit('a')
    expect(store.getState().freshness).toBe('fresh')
  })

  test('the playhead is a whole millisecond within the trace', () => {
    const store = createAppStore({ trace })
    store.getState().seek(1_234.6)
    expect(store.getState().playheadMs).toBe(1_235)
    store.getState().seek(-5)
    expect(store.getState().playheadMs).toBe(0)
    store.getState().seek(1e12)
    expect(store.getState().playheadMs).toBe(trace.endMs)
  })

  test('while the end is not known a time behind it can be asked for', () => {
    const growing: Trace = { ...trace, endMs: 10, ending: 'running' }
    const store = createAppStore({ trace: growing })
    store.getState().seek(60_000)
    expect(store.getState().playheadMs).toBe(60_000)
  })

  test('steps go from change to change and stop the playing', () => {
    const store = createAppStore({ trace, playing: true })
    store.getState().stepChange(1)
    const first = store.getState().playheadMs
    store.getState().stepChange(1)
    expect(store.getState().playheadMs).toBeGreaterThan(first)
    expect(store.getState().playing).toBe(false)
    store.getState().stepChange(-1)
    expect(store.getState().playheadMs).toBe(first)
  })

  test('play at the end begins anew; without a trace there is nothing to play', () => {
    const store = createAppStore({ trace, playheadMs: trace.endMs })
    store.getState().play()
    expect(store.getState()).toMatchObject({ playing: true, playheadMs: 0 })
    const empty = createAppStore()
    empty.getState().play()
    expect(empty.getState().playing).toBe(false)
  })

  test('what is still being computed can be played already', () => {
    for (const state of [{ busy: true }, { freshness: 'pending' as const }]) {
      const store = createAppStore({ text: 'kind: Pod', playheadIsOurs: true, ...state })
      store.getState().play()
      expect(store.getState()).toMatchObject({ playing: true, playheadMs: 0, playheadIsOurs: false })
    }
    const growing = createAppStore({ trace: { ...trace, endMs: 3_000, ending: 'running' }, playheadMs: 3_000 })
    growing.getState().play()
    expect(growing.getState()).toMatchObject({ playing: true, playheadMs: 3_000 })
  })

  test('speed stays within its bounds', () => {
    const store = createAppStore()
    store.getState().setSpeed(1e9)
    expect(store.getState().speed).toBe(FASTEST)
    store.getState().setSpeed(0)
    expect(store.getState().speed).toBe(SLOWEST)
  })

  test('a run is pinned with its text; swapping exchanges the two, and restoring brings only the text back', () => {
    const other = runText(LIVENESS_KILL)
    const store = createAppStore({ trace, text: 'a', name: 'web' })
    store.getState().pin()
    const ghost = store.getState().ghost
    expect(ghost).toEqual({ trace, text: 'a', title: 'web' })
    store.setState({ trace: other, text: 'b', name: 'shop' })
    store.getState().swapGhost()
    expect(store.getState()).toMatchObject({ text: 'a', freshness: 'pending', opened: 1 })
    expect(store.getState().trace).toBe(trace)
    expect(store.getState().ghost?.trace).toBe(other)
    store.setState({ freshness: 'fresh' })
    store.getState().restoreGhost()
    expect(store.getState()).toMatchObject({ text: 'b', opened: 2 })
    expect(store.getState().trace).toBe(trace)
    store.getState().unpin()
    expect(store.getState().ghost).toBeUndefined()
  })

  test.each(['pending', 'refused', 'fault'] as const)('while the text is %s there is no run to pin', (freshness) => {
    const store = createAppStore({ trace, freshness })
    store.getState().pin()
    expect(store.getState().ghost).toBeUndefined()
  })

  test('a window is the user’s until it is fitted again', () => {
    const store = createAppStore({ trace })
    store.getState().setWindow({ fromMs: -10, toMs: -5 })
    expect(store.getState()).toMatchObject({ windowIsUsers: true, window: { fromMs: 0, toMs: 10 } })
    store.getState().fitWindow()
    expect(store.getState()).toMatchObject({ windowIsUsers: false, window: { fromMs: 0, toMs: trace.endMs } })
  })
})
