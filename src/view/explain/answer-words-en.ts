import type { Duration, Time } from '../../lib/time.ts'
import type { Widen } from '../../lib/widen.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { FailedRequests } from '../diagnosis/failed-requests.ts'
import { bytesText } from '../lanes/memory.ts'
import { TRAFFIC_EN } from '../lanes/traffic-words-en.ts'
import { clockText, durationText } from '../time/time-scale.ts'

const times = (count: number): string => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`)
const tenth = (ms: Duration): string =>
  durationText(ms < 10_000 ? Math.round(ms / 100) * 100 : Math.round(ms / 1000) * 1000)
const after = (ms: Duration): string => (ms < 50 ? ' at once' : ` after ${tenth(ms)}`)
const at = (time: Time): string => clockText(time, 100)

/** Why, in one sentence: causes and what came of them. Messages, reasons and names are those of machines. */
export const ANSWERS_EN = {
  requestsFailed: (failed: FailedRequests) => TRAFFIC_EN.failed(failed).text,
  /** Of a container among several. */
  of: (container: string, text: string) => `${container}: ${goingOn(text)}`,
  join: (parts: readonly string[]) => parts.map((part, index) => (index > 0 ? goingOn(part) : part)).join('; '),
  more: (count: number) => (count === 1 ? 'and one container more' : `and ${count} containers more`),
  /** A cause and what came of it. */
  soThat: (cause: string, effect: string) => `${cause}; ${effect}`,
  because: (what: string, cause: string) => `${what}, because: ${cause}`,

  exit: (code: number, ranMs: Duration, line: string) => `Exit ${code}${after(ranMs)}: ${line}`,
  exitUnsaid: (code: number, ranMs: Duration) => `Exit ${code}${after(ranMs)}, and it printed nothing`,
  done: (ranMs: Duration) => `It was done${after(ranMs)} (exit 0)`,
  memory: (limit: number, of: 'container' | 'pod' | 'node', ranMs: Duration | undefined) => {
    const after = ranMs === undefined ? '' : ` after ${tenth(ranMs)}`
    if (of === 'node') return `The node ran out of memory${after}, and the kernel chose this container`
    return limit > 0
      ? `Memory reached the ${of === 'pod' ? 'Pod’s ' : ''}limit of ${bytesText(limit)}${after}, and the kernel killed it`
      : `Memory reached the limit${after}, and the kernel killed it`
  },
  memoryPart: (limit: number) =>
    `Memory reached the limit of ${bytesText(limit)}; the kernel killed one process, and the container goes on`,
  probeKilled: (probe: ProbeKind, failures: number, finding: string, code: number, graceMs: Duration | undefined) =>
    `${capital(probe)} failed ${failures === 1 ? 'once' : `${times(failures)} in a row`} (${finding}), so the kubelet killed it${graceMs === undefined ? ` (exit ${code})` : `; it did not end within ${tenth(graceMs)} of SIGTERM (exit ${code})`}`,
  postStart: 'The postStart hook failed, so the kubelet killed it',
  deleters: {
    preemptor: (pod: string) => `${pod} is more important and needs the room`,
    taint: (node: string) => `Node ${node} has a taint that it does not tolerate`,
    unknown: 'The Pod was deleted',
  },
  deletion: (by: string, code: number, graceMs: Duration | undefined) =>
    `${by}: ${graceMs === undefined ? `it ended on SIGTERM with exit ${code}` : `it did not end within ${tenth(graceMs)} of SIGTERM and was killed (exit ${code})`}`,
  signalled: (signal: string, step: string | undefined, code: number) =>
    step === undefined ? `${signal} ended it (exit ${code})` : `${step}: it ended with exit ${code}`,
  unseen: (end: string) => `${end}; the kubelet has not told the API yet`,

  findings: {
    status: (path: string, port: number | string, code: number) => `GET ${path} on port ${port} answers ${code}`,
    refused: (port: number | string) => `nobody listens on port ${port}`,
    timeout: (ms: Duration) => `no answer within ${durationText(ms)}`,
    noFile: (path: string) => `${path} does not exist`,
    command: (command: string) => `${command} fails and says nothing`,
    said: (message: string) => message,
  },
  probeFails: (probe: ProbeKind, failures: number, threshold: number, finding: string) =>
    failures < threshold && probe !== 'readiness'
      ? `${capital(probe)} failed (${failures} of ${threshold}): ${finding}`
      : `${capital(probe)} failed ${failures === 1 ? 'once' : `${times(failures)} in a row`}: ${finding}`,
  /** Until it succeeds nobody asks whether the container is ready. */
  startupFails: (failures: number, threshold: number, finding: string) =>
    `Startup has not succeeded yet (${failures} of ${threshold} failures): ${finding}`,
  probeWaits: (probe: ProbeKind, delayMs: Duration) =>
    delayMs > 0
      ? `${capital(probe)} is first tried ${durationText(delayMs)} after the start (initialDelaySeconds)`
      : `${capital(probe)} has not been tried yet`,
  probeCounts: (probe: ProbeKind, successes: number, threshold: number) =>
    successes < threshold
      ? `${capital(probe)} has succeeded ${successes} of ${threshold} times`
      : `${capital(probe)} succeeds; the kubelet has not told the API yet`,
  probeSucceeds: (probe: ProbeKind) => `${capital(probe)} succeeds`,
  pull: (image: string, message: string) => `${image} cannot be pulled: ${message}`,
  pullTroubles: {
    notFound: 'the registry has no such image or tag',
    denied: 'the registry wants a login (or has no such image)',
    unreachable: 'the registry cannot be reached',
    neverPulled: 'it is not on the node, and imagePullPolicy is Never',
    badName: 'this is no name of an image',
  },
  pulling: (image: string) => `${image} is being pulled`,
  refused: (reason: string, message: string) => (message === '' ? reason : message),
  hook: (hook: 'postStart' | 'preStop', since: Time) =>
    hook === 'postStart'
      ? `Its postStart hook has run since ${at(since)}, and until it ends the container does not count as running`
      : `Its preStop hook has run since ${at(since)}, and SIGTERM comes after it`,
  beingMade: 'The container is being made',
  initRuns: (container: string, since: Time, line: string | undefined) =>
    `Init container ${container} has run since ${at(since)} and has not ended${line === undefined ? '' : `; it printed last: ${line}`}`,
  afterInit: (before: string) => `${before} comes first, and is not done`,
  runs: (since: Time) => `It has run since ${at(since)}, and without a readiness probe that is enough`,
  runsOnly: (since: Time) => `It has run since ${at(since)}`,
  stopping: (signal: string, deadline: Time, ignores: boolean) =>
    ignores
      ? `Its process ignores ${signal}; SIGKILL comes at ${at(deadline)}`
      : `It has until ${at(deadline)} to end after ${signal}`,
  notInTime: (graceMs: Duration) => `It did not end within ${tenth(graceMs)} of SIGTERM`,
  unschedulable: (message: string) => message,
  gated: (message: string) => `The scheduler may not look at it yet: ${message}`,
  submittedOnly: 'It has just been created',
  volumes: (message: string | undefined) =>
    message === undefined ? 'Its volumes are being set up' : `Its volumes cannot be set up: ${message}`,
  sandbox: 'Its sandbox is being made',
  podSays: (reason: string, message: string) => (message === '' ? reason : `${reason}: ${message}`),
  deleted: (by: string) => `${by}: it is being stopped`,
  finalizers: (names: readonly string[]) =>
    `Everything has ended; the object stays until ${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} taken off metadata.finalizers`,
  gates: (types: readonly string[]) =>
    `All containers are ready; nobody has set ${types.length === 1 ? 'the condition' : 'the conditions'} ${types.join(', ')} of its readinessGates to True`,
  nodeLost: (node: string) => `Node ${node} has not been heard of`,
  allReady: (since: Time, count: number) => `All ${count} containers have been ready since ${at(since)}`,
  allEnded: (restartPolicy: string) =>
    `All containers have ended with 0, and restartPolicy ${restartPolicy} does not start them again`,
  someRuns: 'A container of it has been started, and not all have ended for good',

  backOff: (ms: Duration) => `it waits ${durationText(ms)} before it starts again`,
  backOffDone: (ms: Duration) => `restartPolicy Always starts it again, after a wait of ${durationText(ms)}`,
  alwaysRestarted: 'restartPolicy Always starts it again',
  pullBackOff: (ms: Duration) => `the next try comes after ${durationText(ms)}`,
  startedAgain: (restarts: number) => `it was started again (restart ${restarts})`,
  notRestarted: (policy: string) => `restartPolicy ${policy} does not start it again`,
  noTraffic: (services: readonly string[]) =>
    services.length > 1 ? `Services ${services.join(', ')} send it nothing` : `Service ${services[0]} sends it nothing`,
  thresholdReached: {
    liveness: 'the kubelet kills the container',
    startup: 'the kubelet kills the container',
    readiness: 'the container is not ready',
  },
  thresholdLeft: (left: number, then: string) =>
    `${left === 1 ? 'one more failure' : `${left} more in a row`}, and ${then}`,
  sameBefore: (count: number) => (count === 1 ? 'the same once before' : `the same ${times(count)} before`),
}

/** Our own words in the middle of a sentence; those of machines stay as they are. */
function goingOn(text: string): string {
  return text.replace(/^(?:Its?|The|All) /, (word) => word.toLowerCase())
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export type AnswerWords = Widen<typeof ANSWERS_EN>
