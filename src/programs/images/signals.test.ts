import { describe, expect, it } from 'vitest'
import { SIGNAL_NUMBERS, type Signal } from '../../engine/program-api/signal.ts'
import { PROGRAMS } from '../programs.ts'
import { Machine } from '../testing/machine.ts'
import { IMAGES } from './catalogue.ts'

/** What makes the entry points of databases go on. */
const PASSWORDS = { MYSQL_ROOT_PASSWORD: 'x', MARIADB_ROOT_PASSWORD: 'x', POSTGRES_PASSWORD: 'x' }
const HARMLESS = (Object.keys(SIGNAL_NUMBERS) as Signal[]).filter(
  (signal) => signal !== 'SIGKILL' && signal !== 'SIGSTOP',
)
/** No server has that much to do in a minute without a request. */
const MOST_STEPS = 5000

describe('signals from inside a container', () => {
  it.each(IMAGES.map((spec) => spec.names[0] as string))('%s gets over all of them at once, twice', (name) => {
    const { entrypoint, cmd, workingDir } = PROGRAMS.image(name)
    const machine = new Machine({ image: name, env: PASSWORDS })
    if (entrypoint.length + cmd.length === 0) return
    const running = machine.start([...entrypoint, ...cmd], workingDir)
    for (const at of [0, 1000, 30_000]) {
      for (const signal of [...HARMLESS, ...HARMLESS]) machine.signalAt(at, running, signal)
    }
    machine.runUntil(60_000)
    expect(machine.kernel.steps).toBeLessThan(MOST_STEPS)
  })

  it('SIGINT is the fast shutdown of postgres, and the SIGTERM that follows changes nothing', () => {
    const machine = new Machine({ image: 'postgres:16', env: PASSWORDS })
    const running = machine.start(['docker-entrypoint.sh', 'postgres'])
    machine.signalAt(30_000, running, 'SIGINT')
    machine.signalAt(30_010, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, ms: 30_100 })
  })

  it('a signal that waits for its handler does not cut short what is in the foreground', () => {
    const { code, ms, stdout } = new Machine().sh(
      'trap "echo late" TERM; { sleep 1; kill 1; } & sleep 3; sleep 2; exit 4',
    )
    expect([code, Math.floor(ms / 1000), stdout]).toEqual([4, 5, 'late\n'])
  })
})
