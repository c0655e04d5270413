import { durationText } from '../../view/time/time-scale.ts'

export const STATES_EN = {
  picture: 'States at the playhead, and the way there',
  loading: 'The states come with the trace.',
  noPod: 'There is no Pod in this text.',
  phaseOf: (pod: string) => `Phase of Pod ${pod}`,
  phaseHint: 'what the API server has as status.phase',
  kinds: { init: 'init container', sidecar: 'sidecar', app: 'container', ephemeral: 'ephemeral container' },
  containerHint: 'as its processes are, with the API’s reasons',
  notYet: 'not yet',
  never: 'never',
  neverInRun: 'never in this run',
  subs: { ready: 'ready', notReady: 'not ready', notStarted: 'not started', running: 'running' },
  times: (count: number) => `${count}×`,
  total: (ms: number) => durationText(ms),
  ways: {
    'Waiting>Running': 'starts',
    'Running>Terminated': 'ends',
    'Terminated>Running': 'again',
    'Terminated>Waiting': 'back-off',
    'Waiting>Terminated': 'given up',
  },
  /** To somebody who listens. */
  stateIs: (state: string, count: number, total: string) =>
    count === 0 ? `${state}, not yet` : `${state}, ${count === 1 ? 'once' : `${count} times`}, ${total} in all`,
  wayIs: (from: string, to: string, count: number, last: string) =>
    count === 0
      ? `From ${from} to ${to}, not yet`
      : `From ${from} to ${to}, ${count === 1 ? 'once' : `${count} times`}, last at ${last}`,
  goThere: 'go to the next time',
}
