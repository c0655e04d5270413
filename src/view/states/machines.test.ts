import { describe, expect, test } from 'vitest'
import { GALLERY } from '../../gallery/gallery.ts'
import { runText } from '../explain/testing/run-text.ts'
import { historiesOf } from '../history/histories.ts'
import { containersOf } from '../history/pod-history.ts'
import { CONTAINER_STATES, containerMachine } from './container-machine.ts'
import { type Machine, nextPassage, passagesOf, stateViews, takenBy } from './machine.ts'
import { PHASES, phaseMachine } from './phase-machine.ts'

function story(name: string, pod = 0, container = 0): { phases: Machine; container: Machine; endMs: number } {
  const trace = runText(GALLERY.find((item) => item.name === name)!.text)
  const history = historiesOf(trace)[pod]!
  const { container: spec, kind } = containersOf(history)[container]!
  return {
    phases: phaseMachine(history),
    container: containerMachine(trace, history, spec.name, kind),
    endMs: trace.endMs,
  }
}

const path = ({ visits }: Machine): string => visits.map(({ state, sub }) => `${state} ${sub}`.trim()).join(' > ')

describe('state machines', () => {
  test.each<[string, string, number, number, RegExp]>([
    ['a Pod that is well', 'healthy', 0, 0, /^Waiting ContainerCreating > Running notReady > Running ready$/],
    [
      'a graceful end',
      'graceful-delete',
      ...([0, 0] as [number, number]),
      /^Waiting ContainerCreating > Running notReady > Running ready > Terminated Completed 0$/,
    ],
    [
      'runs that the API hardly hears of',
      'crash-loop',
      ...([0, 0] as [number, number]),
      /^Waiting ContainerCreating > Running \w+ > Terminated Error 1 > Running \w+ > Terminated Error 1 > .*Waiting CrashLoopBackOff > Running/,
    ],
    ['killed for memory', 'oom', 0, 0, /Running \w+ > Terminated OOMKilled 137 > /],
    [
      'killed by its probe, and restarted at once',
      'liveness-file',
      0,
      0,
      /Running ready > Terminated Error 137 > Running ready/,
    ],
    ['an image that is not there', 'image-not-there', 0, 0, /Waiting ErrImagePull > Waiting ImagePullBackOff/],
    ['an init container', 'init-order', 0, 0, /Running running > Terminated Completed 0$/],
    ['the one that waits for it', 'init-order', 0, 2, /^Waiting PodInitializing > Running/],
    ['readiness that comes and goes', 'readiness-flaps', 0, 0, /ready > Running notReady > Running ready/],
  ])('%s', (_, name, pod, container, pattern) => {
    expect(path(story(name, pod, container).container)).toMatch(pattern)
  })

  test.each<[string, number, string]>([
    ['healthy', 0, 'Pending > Running'],
    ['graceful-delete', 0, 'Pending > Running > Succeeded'],
    ['job-retries', 0, 'Pending > Running > Failed'],
    ['deadline', 0, 'Pending > Running > Failed DeadlineExceeded'],
  ])('phases of %s', (name, pod, expected) => {
    expect(path(story(name, pod).phases)).toBe(expected)
  })

  test('counts and times are those up to the playhead', () => {
    const { container } = story('liveness-file')
    const [waiting, running, terminated] = stateViews(container, CONTAINER_STATES, 60_000)
    expect(waiting!.stay).toMatchObject({ visits: 1, present: false })
    expect(running!.stay).toMatchObject({ visits: 2, present: true, last: { at: 55_464 } })
    expect(terminated!.subs).toMatchObject([{ sub: 'Error 137', visits: 1, total: 110, present: false }])
    const restart = container.transitions.find(({ from, to }) => from === 'Terminated' && to === 'Running')!
    expect(takenBy(restart, 60_000)).toMatchObject({ count: 1, last: { at: 55_464 } })
    expect(takenBy(restart, 50_000)).toEqual({ count: 0, last: undefined })
    expect(takenBy(restart, 180_000).count).toBe(3)
  })

  test('a transition that is never taken is there all the same', () => {
    const { container, phases } = story('healthy')
    expect(container.transitions.find(({ from, to }) => from === 'Terminated' && to === 'Waiting')?.passages).toEqual(
      [],
    )
    expect(phases.transitions.find(({ to }) => to === 'Failed')?.passages).toEqual([])
  })

  test('a click leads to the next passage, and from the last to the first', () => {
    const { container } = story('liveness-file')
    const exits = passagesOf(container, 'Terminated')
    expect(nextPassage(exits, 0)?.at).toBe(55_354)
    expect(nextPassage(exits, 55_354)?.at).toBe(110_354)
    expect(nextPassage(exits, 175_000)?.at).toBe(55_354)
  })

  test('times of all states together are the whole life', () => {
    for (const name of ['crash-loop', 'oom', 'graceful-delete', 'init-order', 'readiness-flaps']) {
      const { container, endMs } = story(name)
      const total = stateViews(container, CONTAINER_STATES, endMs).reduce((sum, { stay }) => sum + stay.total, 0)
      const [first, last] = [container.visits[0]!, container.visits.at(-1)!]
      expect(total, name).toBe((last.to ?? endMs) - first.from)
    }
  })

  test('every phase has its place', () => {
    const { phases, endMs } = story('healthy')
    expect(stateViews(phases, PHASES, endMs).map(({ state, stay }) => `${state} ${stay.visits}`)).toEqual([
      'Pending 1',
      'Running 1',
      'Succeeded 0',
      'Unknown 0',
      'Failed 0',
    ])
  })
})
