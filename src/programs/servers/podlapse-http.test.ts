import { expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

/** SIGTERM comes at 5 s: what those get that ask just before, half a second and two seconds after, and when it ends. */
function stopped(flags: string): readonly [before: string, soon: string, later: string, endedAt: number | undefined] {
  const machine = new Machine({ image: 'podlapse/app' })
  const running = machine.start(['podlapse', 'http', ...flags.split(' ').filter((word) => word !== '')])
  machine.signalAt(5000, running, 'SIGTERM')
  const boxes = [4900, 5500, 7000].map((at) => machine.requestAt(at, 8080, '/'))
  const { code, ms } = running.end(10_000)
  while ((machine.kernel.peek() ?? 10_000) < 10_000) machine.kernel.step()
  const [before = '', soon = '', later = ''] = boxes.map(({ outcome }) =>
    outcome?.kind === 'response' ? String(outcome.response.status) : String(outcome?.kind),
  )
  return [before, soon, later, code === undefined ? undefined : ms]
}

it.each<[string, ReturnType<typeof stopped>]>([
  // Nothing is told of the end: what is under way is lost.
  ['--slow 800', ['malformed', 'refused', 'refused', 5000]],
  // The port closes, and what is under way is finished; then it takes its time.
  ['--slow 800 --drain', ['200', 'refused', 'refused', 5701]],
  ['--slow 800 --drain --term-delay 1', ['200', 'refused', 'refused', 6701]],
  // It serves on for a while, and then goes.
  ['--slow 800 --shutdown-delay 1', ['200', 'malformed', 'refused', 6000]],
  ['--slow 800 --shutdown-delay 1 --drain', ['200', '200', 'refused', 6301]],
  ['--cpu-per-request 700ms --drain', ['200', 'refused', 'refused', 5601]],
  ['--drain', ['200', 'refused', 'refused', 5000]],
  ['--term-delay 1', ['200', '200', 'refused', 6000]],
])('podlapse http %s: %j', (flags, expected) => {
  expect(stopped(flags)).toEqual(expected)
})

it('only http drains', () => {
  const outcome = new Machine({ image: 'podlapse/app' }).run(['podlapse', 'tcp', '--drain'])
  expect(outcome).toMatchObject({ code: 2 })
})
