import type { ContainerKind } from '../../trace/entry.ts'
import type { ProbeOutcome } from '../../trace/probe-track.ts'
import type { StateTone } from '../history/tone.ts'
import { durationText } from '../time/time-scale.ts'
import { TRAFFIC_EN } from './traffic-words-en.ts'

/** What the lanes say: their names, what stands in bars, and each mark as a sentence. Kubernetes' own words stay. */
export const LANES_EN = {
  names: {
    steps: 'Steps',
    pod: 'Pod',
    conditions: 'Conditions',
    setup: 'Setup',
    memory: 'memory',
    endpoints: 'Endpoints',
    traffic: 'Traffic',
    node: 'Node',
    /** Of a container that is not known yet. */
    container: 'container',
  },
  kinds: {
    app: 'container',
    init: 'init container',
    sidecar: 'sidecar',
    ephemeral: 'ephemeral container',
  } satisfies Readonly<Record<ContainerKind, string>>,
  probeNote: (handler: string, period: string) => `${handler} · every ${period}`,
  limitNote: (limits: readonly string[]) => `limit ${limits.join(', ')}`,
  requestNote: (request: string) => `request ${request}`,
  setupNote: 'node, sandbox',
  serviceNote: (service: string) => `Service ${service}`,
  /** Why a Service reaches nobody. */
  services: {
    selectsNothing: (meant: string | undefined) =>
      `selects no Pod${meant === undefined ? '' : `: did you mean ${meant}?`}`,
    noSuchPort: (port: string, meant: string | undefined) =>
      `names port ${port}, which its Pods do not have${meant === undefined ? '' : `: did you mean ${meant}?`}`,
    undeclaredPort: (port: number, meant: number | undefined) =>
      `names port ${port}, which its Pods do not declare${meant === undefined ? '' : `: did you mean ${meant}?`}`,
  },
  traffic: TRAFFIC_EN,
  phase: (phase: string) => `phase ${phase}`,
  conditionsTogether: (count: number) => `${count} conditions`,

  /** Written into bars. */
  duration: durationText,
  run: (number: number) => `run ${number}`,
  notReady: 'not ready',
  ready: 'ready',
  runs: 'runs',
  init: 'init',
  setupBars: { volumes: 'volumes', sandbox: 'sandbox' },
  graceUsed: (used: string, of: string) => `${used} of ${of}`,
  gates: { in: 'in', out: 'out' },
  node: { ready: 'Ready', notReady: 'Not ready', unknown: 'Not ready (Unknown)', cordoned: 'cordoned' },

  /** What a bar or a line stands for: the end of a sentence that begins with whose it is. */
  states: {
    postStart: 'runs its postStart hook',
    preStop: 'runs its preStop hook',
    ready: 'is ready',
    runs: 'runs',
    notReady: 'runs, not ready',
    throttled: (state: string) => `${state}, throttled by its CPU limit`,
    stopping: 'is being stopped',
    setup: (what: 'volumes' | 'sandbox', failed: string | undefined) =>
      `${{ volumes: 'volumes are set up', sandbox: 'the sandbox is made' }[what]}${failed === undefined ? '' : `, which fails: ${failed}`}`,
    pulls: (image: string) => `pulls ${image}`,
    starts: 'is created and started',
    waits: (reason: string) => (reason === '' ? 'waits' : `waits: ${reason}`),
    ended: (reason: string, code: number) => `has ended: ${reason === '' ? '' : `${reason}, `}exit ${code}`,
    condition: (type: string, status: string | undefined) => `${type} is ${status ?? 'not set'}`,
    conditionsTrue: (types: readonly string[]) => `${types.join(', ')} are True`,
    traffic: 'receives traffic',
    terminatingTraffic: 'is terminating and still serves',
    stands: (word: string) => `is ${word}`,
    sendsTo: (ready: number, all: number) =>
      ready === 0 ? `sends to none of ${all}` : `sends to ${ready} of ${all} ${all === 1 ? 'Pod' : 'Pods'}`,
    nodeReady: 'is ready',
    nodeNotReady: 'is not ready',
    nodeUnknown: 'is not ready: nobody has heard of it',
    nodeCordoned: 'is cordoned: nothing new comes',
    nodeUnder: (trouble: string) => `is under ${trouble}`,
  },

  /** What much time was spent with, where marks stand too close to be told apart. */
  tones: {
    waiting: 'waiting',
    starting: 'starting',
    notReady: 'running, not ready',
    ready: 'running',
    exitZero: 'ended with 0',
    exitNonZero: 'ended with an error',
    oom: 'ended for memory',
  } satisfies Readonly<Record<StateTone, string>>,
  crowd: (
    runs: number | undefined,
    median: string | undefined,
    shares: readonly (readonly [percent: string, what: string])[],
  ) =>
    [
      ...(runs === undefined ? [] : [`${runs} ${runs === 1 ? 'run' : 'runs'}`]),
      ...(median === undefined ? [] : [`median ${median}`]),
      ...shares.map(([percent, what]) => `${percent} % ${what}`),
    ].join(', '),
  crowdAt: (shares: string, exits: readonly { readonly code: number; readonly count: number }[]) =>
    `${shares}${exits.map(({ code, count }) => `; exit ${code}${count > 1 ? ` ×${count}` : ''}`).join('')}`,
  fromTo: (from: string, to: string, what: string) => `${from} – ${to}: ${what}`,

  /** From when and for how long: the end of many sentences. */
  span: (from: string, length: string) => `from ${from} for ${length}`,
  bar: (subject: string, state: string, span: string) => `${subject} ${state}, ${span}`,
  line: (state: string, span: string) => `${state}, ${span}`,
  status: (word: string, ready: string, span: string) => `STATUS ${word}, READY ${ready}, ${span}`,
  restarts: (count: string, at: string) => `RESTARTS ${count} at ${at}`,
  event: (reason: string, at: string, message: string) => `Event ${reason} at ${at}: ${message}`,
  exit: (name: string, run: number, how: 'oom' | 'killed' | 'ended', at: string, code: number, reason: string) =>
    `${name}, run ${run}, ${{ oom: 'killed for memory', killed: 'killed', ended: 'ended' }[how]} at ${at}, exit ${code} ${reason}`.trim(),
  backOff: (name: string, length: string, from: string, waited: string) =>
    `${name}, back-off of ${length} from ${from}, started again after ${waited}`,
  taint: (node: string, taint: string, comes: boolean, at: string) =>
    `Node ${node}, taint ${taint} ${comes ? 'comes' : 'goes'} at ${at}`,
  signal: (name: string, signal: string, at: string, effect: 'ends' | 'caught' | 'ignored') =>
    `${name}, ${signal} at ${at}, ${{ ends: 'which ends it', caught: 'which it handles', ignored: 'which it ignores' }[effect]}`,
  ofPod: (pod: string, what: string) => `${pod}: ${what}`,
  scheduled: (node: string, at: string) => `The scheduler finds ${node} at ${at}`,
  unschedulable: (why: string, at: string) => `The scheduler finds no node at ${at}: ${why}`,
  throttle: (name: string, wanted: string, limit: string, span: string) =>
    `${name} wants ${wanted} of CPU and may have ${limit}, ${span}`,
  logLine: (name: string, stream: string, at: string, line: string) => `${name}, ${stream} at ${at}: ${line}`,
  grace: (name: string, length: string, deadline: string) => `${name}, grace period ${length}, until ${deadline}`,
  step: (at: string, text: string) => `Step at ${at}: ${text}`,
  gate: (way: 'in' | 'out', at: string) => `${way === 'in' ? 'Into' : 'Out of'} the endpoints at ${at}`,
  memoryLimit: (limit: string, at: string, killed: string) =>
    `Memory reached its limit of ${limit} at ${at}: ${killed}`,
  oom: 'OOM kill',
  oomWhole: 'OOM kill of the whole container',
  /** A process that is not the first one dies alone under cgroup v1: nobody who only looks at the container sees it. */
  oomChild: (pid: number) => `OOM kill of process ${pid}, not the first one, so the container goes on`,
  endpointsOf: (note: string | undefined, address: string | undefined) =>
    `${note ?? 'Endpoint'}: ${address ?? 'the Pod'}`,
  nodeNamed: (node: string) => `Node ${node}`,

  outcomes: {
    success: 'success',
    failure: 'failure',
    timeout: 'timeout',
    unknown: 'unknown',
  } satisfies Readonly<Record<ProbeOutcome, string>>,
  /** `counted`: 2 of 3, where it is worth saying. */
  attempt: (
    probe: string,
    container: string,
    outcome: string,
    at: string,
    counted: readonly [run: number, threshold: number] | undefined,
    decided: boolean,
    said: string | undefined,
  ) =>
    `${probe} of ${container}, ${outcome} at ${at}${counted ? `, ${counted[0]} of ${counted[1]}` : ''}${decided ? ', which decided' : ''}${said ? `: ${said}` : ''}`,
}

export type LaneWords = typeof LANES_EN
