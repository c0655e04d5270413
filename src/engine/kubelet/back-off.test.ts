import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND, type Time } from '../../lib/time.ts'
import { BACK_OFF_FORGET, BackOff, CRASH_LOOP_INITIAL, CRASH_LOOP_MAX, doBackOff } from './back-off.ts'

const crashLoop = () => new BackOff(CRASH_LOOP_INITIAL, CRASH_LOOP_MAX, BACK_OFF_FORGET)
const NOTICED = 500
const STARTS = 500

interface Wait {
  readonly refusedAt: readonly number[]
  readonly restartAt: number
  readonly rule: string | undefined
}

/** Tries to start until it is allowed; times in seconds after the exit. A refused start is tried again as syncs come. */
function waitAfter(table: BackOff, exit: Time, firstTry: Time, jitter: number): Wait {
  const refusedAt: number[] = []
  for (let now = firstTry; ; ) {
    const decision = doBackOff(table, 'key', exit, false, now)
    if (decision.kind !== 'refuse') return { refusedAt, restartAt: tenths(now - exit), rule: decision.rule }
    refusedAt.push(tenths(now - exit))
    now += Math.floor(Math.min(decision.expiresAt - now, MINUTE) * jitter)
  }
}

/** A container that ends `runs` after each of its starts. */
function crashes(count: number, runs: number, jitter: number): Wait[] {
  const table = crashLoop()
  const waits: Wait[] = []
  let exit = runs
  for (let crash = 1; crash <= count; crash++) {
    const wait = waitAfter(table, exit, exit + NOTICED, jitter)
    waits.push(wait)
    exit += wait.restartAt * SECOND + STARTS + runs
  }
  return waits
}

function tenths(ms: number): number {
  return Math.round(ms / 100) / 10
}

describe('a container that ends one second after each start', () => {
  test.each([
    [1, [0.5, 10, 20, 40, 80, 160, 300, 300]],
    [1.25, [0.5, 12.4, 24.9, 49.9, 81.1, 162.4, 300.5, 300.5]],
    [1.5, [0.5, 14.8, 29.8, 59.8, 90.5, 180.5, 314.8, 314.8]],
  ])('[BACKOFF-2] with a jitter of %f restarts so many seconds after each exit', (jitter, expected) => {
    expect(crashes(8, SECOND, jitter).map((wait) => wait.restartAt)).toEqual(expected)
  })

  test('[SYNC-4] is refused at every sync before, at most a minute apart', () => {
    expect(crashes(7, SECOND, 1).map((wait) => wait.refusedAt)).toEqual([
      [],
      [0.5],
      [0.5],
      [0.5],
      [0.5, 60.5],
      [0.5, 60.5, 120.5],
      [0.5, 60.5, 120.5, 180.5, 240.5],
    ])
  })

  test('[BACKOFF-1] restarts at once the first time, [BACKOFF-2] and after a wait from then on', () => {
    expect(crashes(3, SECOND, 1).map((wait) => wait.rule)).toEqual(['BACKOFF-1', 'BACKOFF-2', 'BACKOFF-2'])
  })
})

describe('a container that runs long before it ends', () => {
  test('[BACKOFF-3] 700 seconds: every restart is immediate', () => {
    const waits = crashes(5, 700 * SECOND, 1)
    expect(waits.map((wait) => wait.restartAt)).toEqual([0.5, 0.5, 0.5, 0.5, 0.5])
    expect(waits.map((wait) => wait.rule)).toEqual(['BACKOFF-1', 'BACKOFF-3', 'BACKOFF-3', 'BACKOFF-3', 'BACKOFF-3'])
  })

  test('[BACKOFF-3] 599 seconds are not enough to restart at once, but the wait is then the last of its series', () => {
    expect(crashes(4, 599 * SECOND, 1).map((wait) => wait.restartAt)).toEqual([0.5, 10, 10, 10])
  })

  test.each([
    [1, [0.5, 10, 20, 40, 80, 160, 240.5, 10]],
    [1.25, [0.5, 12.4, 24.9, 49.9, 81.1, 162.4, 225.5, 12.4]],
  ])('[BACKOFF-3] 400 seconds, jitter %f: the wait of five minutes is forgotten while it lasts', (jitter, expected) => {
    expect(crashes(8, 400 * SECOND, jitter).map((wait) => wait.restartAt)).toEqual(expected)
  })
})

/** A container whose liveness probe fails `cycle` seconds after each start, and that ends at once when it is told to. */
function livenessKills(count: number, cycle: number, jitter: number): number[] {
  const table = crashLoop()
  const waits: number[] = []
  let before: Time | undefined
  let start = 0
  for (let kill = 1; kill <= count; kill++) {
    const exit = start + cycle * SECOND
    const decision = doBackOff(table, 'key', before, true, exit)
    const wait = decision.kind === 'refuse' ? waitAfter(table, exit, exit + NOTICED, jitter).restartAt : 0
    waits.push(wait)
    before = exit
    start = exit + wait * SECOND
  }
  return waits
}

describe('a container that its liveness probe kills', () => {
  test.each([
    ['every 30 s', 30, 1, [0, 0, 0, 0, 40, 80, 160, 300]],
    [
      'every 18 s, as recorded: waits after the fourth, sixth and seventh kill',
      18,
      1.32,
      [0, 0, 0, 26.2, 0, 80.1, 160.4],
    ],
    ['every 6 s, as recorded: 10, 20, 40 from the third on', 6, 1, [0, 0, 10, 20, 40, 80, 160]],
    ['every 700 s', 700, 1, [0, 0, 0, 0, 0]],
  ])('[BACKOFF-4] %s', (_situation, cycle, jitter, expected) => {
    expect(livenessKills(expected.length, cycle, jitter)).toEqual(expected)
  })

  test('[BACKOFF-4] the first kill leaves no entry: the second is the first that counts', () => {
    const table = crashLoop()
    expect(doBackOff(table, 'key', undefined, true, 30 * SECOND)).toEqual({ kind: 'start' })
    expect(table.has('key')).toBe(false)
    expect(doBackOff(table, 'key', 30 * SECOND, true, 60 * SECOND)).toMatchObject({ rule: 'BACKOFF-1' })
    expect(doBackOff(table, 'key', 60 * SECOND, true, 90 * SECOND)).toMatchObject({ rule: 'BACKOFF-4' })
  })
})

describe('doBackOff', () => {
  test('[BACKOFF-2] says when the wait ends, counted from the exit', () => {
    const table = crashLoop()
    doBackOff(table, 'key', 1000, false, 1500)
    expect(doBackOff(table, 'key', 3000, false, 3500)).toEqual({
      kind: 'refuse',
      waitMs: 10_000,
      since: 3000,
      expiresAt: 13_000,
    })
    expect(doBackOff(table, 'key', 3000, false, 12_999).kind).toBe('refuse')
    expect(doBackOff(table, 'key', 3000, false, 13_000)).toEqual({
      kind: 'restart',
      rule: 'BACKOFF-2',
      nextWaitMs: 20_000,
    })
  })

  test('[BACKOFF-2] each key has a wait of its own', () => {
    const table = crashLoop()
    doBackOff(table, 'a', 1000, false, 1500)
    expect(doBackOff(table, 'b', 1000, false, 1500)).toMatchObject({ kind: 'restart', rule: 'BACKOFF-1' })
    expect(doBackOff(table, 'a', 3000, false, 3500).kind).toBe('refuse')
  })
})

describe('BackOff', () => {
  test('[PULL-2] counts from the last update, up to its maximum', () => {
    const table = new BackOff(10 * SECOND, 300 * SECOND, 600 * SECOND)
    const lengths: number[] = []
    let now = 0
    for (let failure = 0; failure < 7; failure++) {
      table.next('key', now, now)
      const length = table.get('key')
      lengths.push(length / SECOND)
      expect(table.isInBackOffSinceUpdate('key', now + length - 1)).toBe(true)
      expect(table.isInBackOffSinceUpdate('key', now + length)).toBe(false)
      now += length
    }
    expect(lengths).toEqual([10, 20, 40, 80, 160, 300, 300])
    expect(table.isInBackOffSinceUpdate('other', now)).toBe(false)
  })

  test('forgets what is older than it should remember, not what is as old', () => {
    const table = new BackOff(10 * SECOND, 300 * SECOND, 600 * SECOND)
    table.next('key', 0, 0)
    table.collect('key', 600 * SECOND)
    expect(table.has('key')).toBe(true)
    table.collect('key', 600 * SECOND + 1)
    expect(table.has('key')).toBe(false)
  })
})
