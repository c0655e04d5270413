import type { Widen } from '../../lib/widen.ts'

const SPANS = {
  volumes: 'volumes',
  sandbox: 'sandbox',
  pull: 'pull',
  start: 'container create',
  run: 'run',
  hook: 'hook',
  backOff: 'back-off',
  grace: 'grace period',
  throttled: 'CPU throttling',
  terminating: 'stop',
}

/** Two or three words for the next change. */
export const CHANGE_EN = {
  created: 'created',
  oom: 'OOM kill',
  exit: (code: number) => `exit ${code}`,
  restart: 'restart',
  start: 'start',
  pull: 'pull',
  began: (kind: keyof typeof SPANS) => SPANS[kind],
  ended: (kind: keyof typeof SPANS) => `${SPANS[kind]} done`,
  gone: (kind: string) => `${kind} gone`,
  changed: (kind: string) => kind,
  ready: (ready: string) => `READY ${ready}`,
  statusWritten: 'status',
  probe: (probe: string, outcome: string, run: number, of: number) =>
    outcome === 'unknown' ? `${probe} unknown` : `${probe} ${outcome} ${Math.min(run, of)}/${of}`,
}

export type ChangeWords = Widen<typeof CHANGE_EN>
