import { describe, expect, test } from 'vitest'
import { HOUR, SECOND } from '../../lib/time.ts'
import { instance, runtimeStatus } from '../testing/runtime-status.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'
import { Pleg, type PlegEvent, type RuntimeReading } from './pleg.ts'

/** A runtime with one Pod whose containers' states a test sets, seen by a PLEG that looks at 90 ms and each 1006 ms after. */
function observed() {
  const world = emptyWorld({ relistPhase: 90, relistTime: 6 })
  const states = new Map<string, string>()
  const heard: [number, string][] = []
  const read = (): RuntimeReading => ({
    status: { ...runtimeStatus([...states].map(([id]) => instance(id))), at: world.now },
    states: new Map([...states].map(([id, state]) => [id, { state, cause: undefined }])),
  })
  const tell = (_uid: string, events: readonly PlegEvent[]) => {
    for (const { kind, id } of events) heard.push([world.now, `${kind} ${id}`])
  }
  const pleg = new Pleg(world, read, tell)
  const set = (at: number, id: string, state?: string) => {
    world.kernel.at(at, () => {
      if (state === undefined) states.delete(id)
      else states.set(id, state)
      pleg.noteChange()
    })
  }
  const looked: [string, number][] = []
  const look = (at: number, after: number) => {
    world.kernel.at(at, () => {
      world.kernel.spawn(
        (function* () {
          yield* pleg.getNewerThan('u', after)
          looked.push([`asked at ${at}`, world.now])
        })(),
      )
    })
  }
  look(0, -1)
  return { world, pleg, set, look, heard, looked, run: () => runUntil(world) }
}

describe('Pleg', () => {
  test('[PLEG-1] sees a change at its next look, a second and a bit after the one before', () => {
    const { set, heard, run } = observed()
    set(50, 'a', 'running')
    set(500, 'a', 'exited')
    set(3000, 'b', 'running')
    run()
    expect(heard).toEqual([
      [90, 'started a'],
      [1096, 'died a'],
      [3108, 'started b'],
    ])
  })

  test('[PLEG-1] what starts and ends between two looks has only ended', () => {
    const { set, heard, run } = observed()
    set(200, 'a', 'running')
    set(700, 'a', 'exited')
    run()
    expect(heard).toEqual([[1096, 'died a']])
  })

  test('[PLEG-1] what is gone has died, unless it had already', () => {
    const { set, heard, run } = observed()
    for (const id of ['a', 'b']) set(10, id, 'running')
    set(2000, 'a', 'exited')
    set(4000, 'a')
    set(4000, 'b')
    run()
    expect(heard.slice(2)).toEqual([
      [2102, 'died a'],
      [4114, 'died b'],
    ])
  })

  test('[PLEG-2] looks at one Pod at once where it is asked to', () => {
    const { world, pleg, set, heard, run } = observed()
    set(200, 'a', 'running')
    world.kernel.at(210, () => pleg.relistPod('u'))
    run()
    expect(heard).toEqual([[216, 'started a']])
  })

  test('[PLEG-1] a sync waits for a look that is newer than its last one', () => {
    const { look, looked, run } = observed()
    look(300, 200)
    look(2000, 100)
    run()
    expect(looked).toEqual([
      ['asked at 0', 0],
      ['asked at 300', 1096],
      ['asked at 2000', 2000],
    ])
  })

  test('nothing polls: an hour in which nothing happens costs nothing', () => {
    const { world, set, heard, run } = observed()
    set(50, 'a', 'running')
    runUntil(world, 10 * SECOND)
    const { steps } = world.kernel
    runUntil(world, HOUR)
    expect(world.kernel.steps).toBe(steps)
    expect(world.kernel.busy).toBe(false)
    world.kernel.at(HOUR, () => {})
    run()
    set(HOUR + 10, 'a', 'exited')
    run()
    const [at] = heard.at(-1) ?? []
    expect((Number(at) - 90) % 1006).toBe(0)
    expect(at).toBeLessThanOrEqual(HOUR + 10 + 1006)
  })

  test('hears nothing of a Pod that was removed', () => {
    const { world, pleg, set, heard, run } = observed()
    world.kernel.at(20, () => pleg.remove('u'))
    set(50, 'a', 'running')
    run()
    expect(heard).toEqual([])
  })
})
