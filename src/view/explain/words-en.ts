import type { Duration } from '../../lib/time.ts'
import type { Widen } from '../../lib/widen.ts'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { Note } from '../../scenario/note.ts'
import { RULES } from '../../trace/rule.ts'
import type { RunNote } from '../../trace/run-note.ts'
import { bytesText } from '../lanes/memory.ts'
import { TRAFFIC_EN, type TrafficWords } from '../lanes/traffic-words-en.ts'
import { sayNote } from '../notes/note-words.ts'
import { NOTES_EN } from '../notes/notes-en.ts'
import { clockText, durationText } from '../time/time-scale.ts'
import { ANSWERS_EN, type AnswerWords } from './answer-words-en.ts'
import type { DecisionWords } from './decision-words.ts'
import { DECISIONS_EN } from './decision-words-en.ts'
import type { Notice } from './notice.ts'
import { RUNS_EN, type RunWords } from './run-words-en.ts'
import { headed, whole } from './said.ts'

/** What an autoscaler saw, and what it asks for. */
type AutoscalerNotice = Extract<Notice, { kind: 'autoscaler' }>

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const signalOf = (exitCode: number): string => (exitCode > 128 && exitCode < 160 ? ` = 128 + ${exitCode - 128}` : '')

/** What happened and why, one plain sentence each. Names, reasons and messages are Kubernetes' and stay as they are. */
export const EXPLAIN_EN = {
  why: (subject: string) => `Why ${subject}?`,
  whyNotReady: 'Why not ready?',
  whyRestarts: (restarts: string) => `Why RESTARTS ${restarts}?`,
  /** Of a whole sentence. */
  whySaid: (text: string) => `Why “${text}”?`,
  whyGone: (name: string) => `Why is ${name} gone?`,
  whyThis: 'Why this?',
  nothingYet: 'Nothing has happened yet',

  /** The rules that the engine decides by. */
  rules: RULES,

  submitted: 'The manifest is submitted',
  note: (note: Note | RunNote) => sayNote(note, NOTES_EN),
  stepPrinted: (text: string) => headed('It printed', ': ', text),
  stepEnded: (exitCode: number) => `The command has ended with exit status ${exitCode}`,

  objectCreated: (kind: string, name: string) => `${kind} ${name} is created`,
  objectChanged: (kind: string, name: string, by: string) => `${kind} ${name} is changed by ${by}`,
  objectGone: (kind: string, name: string) => `${kind} ${name} is gone`,
  podBound: (node: string) => `The Pod is bound to ${node}`,
  podPromised: (node: string) => `A place on ${node} is promised to the Pod`,
  noneFits: (nodes: number) =>
    nodes === 0 ? 'There is no node' : nodes === 1 ? 'The only node does not fit' : `None of ${nodes} nodes fits`,
  fits: (node: string, feasible: number, asked: number) =>
    feasible > 1
      ? `${node} is the best of ${feasible} nodes that fit`
      : asked > 1
        ? `${node} is the only one of ${asked} nodes that fits`
        : `${node} fits, the only node`,
  nodeReady: (node: string, status: 'True' | 'False' | 'Unknown') =>
    ({
      True: whole(`Node ${node} is ready`),
      False: whole(`Node ${node} is not ready`),
      Unknown: headed(`Node ${node} has not been heard of for too long`, ': ', 'Ready is Unknown'),
    })[status],
  nodeCordoned: (node: string) => headed(`Node ${node} is cordoned`, ': ', 'nothing new comes'),
  nodeUncordoned: (node: string) => `Node ${node} takes Pods again`,
  nodePressure: (node: string, pressure: string) => `Node ${node} is under ${pressure}`,
  nodeRelieved: (node: string, pressure: string) => `${pressure} of node ${node} is over`,
  nodeGets: (node: string, what: 'taint' | 'label', value: string) => `Node ${node} gets the ${what} ${value}`,
  nodeLoses: (node: string, what: 'taint' | 'label', value: string) => `Node ${node} loses the ${what} ${value}`,
  endpoints: (slice: string, ready: number, all: number, terminating: number) =>
    `EndpointSlice ${slice} has ${ready} ready of ${all} ${all === 1 ? 'endpoint' : 'endpoints'}${terminating > 0 ? `, ${terminating} terminating` : ''}`,
  autoscaler: ({ name, readings, current, desired, because, trouble }: AutoscalerNotice) => {
    const whose = `HorizontalPodAutoscaler ${name}`
    if (trouble !== undefined) return headed(`${whose} cannot scale`, ': ', trouble)
    const head =
      desired === current ? `${whose} leaves it at ${current}` : `${whose} asks for ${desired} instead of ${current}`
    const seen = readings.map(({ resource, now = 'unknown', wanted }) => `${resource} at ${now}, wanted ${wanted}`)
    return headed(head, ': ', [...seen, ...(because === undefined ? [] : [because])].join('; '))
  },
  disruptionsAllowed: (budget: string, allowed: number) =>
    `PodDisruptionBudget ${budget} allows ${allowed === 0 ? 'no' : allowed} ${allowed === 1 ? 'disruption' : 'disruptions'}`,
  quotaUsed: (what: string, used: string, hard: string) => `${what} ${used} of ${hard}`,
  quotaCounts: (quota: string, numbers: string) => `ResourceQuota ${quota} counts ${numbers}`,
  phaseIs: (kind: string, name: string, phase: string) => `${kind} ${name} is now ${phase}`,
  podDeleting: (seconds: number | undefined) =>
    seconds === undefined
      ? 'The Pod is marked for deletion'
      : `The Pod is marked for deletion, with ${seconds} s to finish`,
  columnIs: (column: string, value: string) => `${column} is now ${value}`,
  conditionIs: (type: string, status: string, reason: string | undefined) => {
    const head = `Condition ${type} is now ${status}`
    return reason ? headed(head, ': ', reason) : whole(head)
  },
  fieldIs: (what: string, value: string) => `${what} is now ${value}`,
  statusWritten: 'The kubelet writes the Pod’s status',
  startsAgain: (status: string, restarts: string) => headed('Starts again', ': ', `${status}, RESTARTS ${restarts}`),

  answers: ANSWERS_EN,
  runs: RUNS_EN,
  decisions: DECISIONS_EN,
  traffic: TRAFFIC_EN,
  event: (reason: string, message: string) => headed(`Event ${reason}`, ': ', message),
  log: (container: string, line: string) => headed(`${container} prints`, ': ', line),

  signal: (signal: string, pid: number, effect: 'ends' | 'caught' | 'ignored') =>
    headed(
      `${signal}${pid === 1 ? '' : ` to process ${pid}`}`,
      ': ',
      { ends: 'the process ends', caught: 'the process has a handler for it', ignored: 'the process ignores it' }[
        effect
      ],
    ),
  oom: (limitBytes: number, of: 'container' | 'pod' | 'node') =>
    of === 'node'
      ? `The node’s ${bytesText(limitBytes)} of memory were full`
      : `Memory ${of === 'pod' ? 'of the whole Pod ' : ''}reached the limit of ${bytesText(limitBytes)}`,
  oomDetail: (whole: boolean, pid: number) =>
    whole
      ? 'the kernel kills the whole container'
      : `the kernel killed process ${pid}${pid === 1 ? '' : ', not the first one, so the container goes on'}`,

  volumes: 'Volumes are being set up',
  sandbox: 'The Pod’s sandbox is being made',
  pull: (image: string) => `Image ${image} is being pulled`,
  start: (container: string) => `Container ${container} is being created`,
  run: (container: string, run: number) => `${container} runs${run > 1 ? ` for the ${ordinal(run)} time` : ''}`,
  hook: (hook: string) => `The ${hook} hook runs`,
  backOff: (lengthMs: Duration) => `Back-off ${durationText(lengthMs)}`,
  backOffPull: (lengthMs: Duration) => `Back-off ${durationText(lengthMs)} before the next pull`,
  grace: (signal: string, graceMs: Duration, deadline: number) =>
    headed(signal, ', ', `with ${durationText(graceMs)} to finish (until ${clockText(deadline, 100)})`),
  terminating: (graceMs: Duration) =>
    headed('The Pod is being stopped', ', ', `with ${durationText(graceMs)} to finish`),

  throttled: (wantedMilliCPU: number, limitMilliCPU: number) =>
    headed('CPU is throttled', ': ', `${cpuText(wantedMilliCPU)} wanted, ${cpuText(limitMilliCPU)} allowed`),

  exit: (exitCode: number, reason: string) => headed(`Exit ${exitCode}${signalOf(exitCode)}`, ', ', reason),
  ended: {
    volumes: 'Volumes are there',
    sandbox: 'The Pod’s sandbox is there',
    pull: 'The image is pulled',
    start: 'The container has started',
    run: 'The container ends',
    hook: 'The hook is done',
    backOff: 'The back-off is over',
    grace: 'It ended within its grace period',
    throttled: 'CPU is throttled no more',
    terminating: 'The Pod has stopped',
  },
  failed: {
    volumes: 'Volumes could not be set up',
    sandbox: 'The sandbox could not be made',
    pull: 'The pull failed',
    start: 'The container could not be started',
    run: 'The container failed',
    hook: 'The hook failed',
    backOff: 'The back-off is over',
    grace: 'The grace period ran out',
    throttled: 'CPU is throttled no more',
    terminating: 'The Pod could not be stopped',
  },
  cancelled: {
    volumes: 'Setting up volumes was given up',
    sandbox: 'Making the sandbox was given up',
    pull: 'The pull was given up',
    start: 'The start was given up',
    run: 'The run was cut short',
    hook: 'The hook was cut short',
    backOff: 'The back-off no longer counts',
    grace: 'The grace period no longer counts',
    throttled: 'CPU is throttled no more',
    terminating: 'The stop was given up',
  },

  attempt: (probe: ProbeKind, outcome: 'success' | 'failure' | 'timeout' | 'unknown') =>
    `${capital(probe)} ${{ success: 'succeeded', failure: 'failed', timeout: 'timed out', unknown: 'could not be carried out' }[outcome]}`,
  inARow: (run: number, threshold: number) => (run <= threshold ? `${run} of ${threshold}` : `${run} in a row`),
  runDetail: (ms: Duration) => `ran ${durationText(ms)}`,
  lastWords: (ran: string, line: string) => `${ran}; its last line: ${line}`,
  list: (parts: readonly string[]) => parts.join(', '),
  sentences: (parts: readonly string[]) => parts.join('; '),
  line: (line: number) => `line ${line}`,
  defaultLine: 'not set: the default counts',
}

/** 1500 → 1500m, 2000 → 2: as a manifest would have it. */
export function cpuText(milliCPU: number): string {
  return milliCPU % 1000 === 0 ? `${milliCPU / 1000}` : `${Math.round(milliCPU)}m`
}

function ordinal(n: number): string {
  const tens = n % 100
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

/** What another language has to say. */
export type ExplainWords = Widen<Omit<typeof EXPLAIN_EN, 'answers' | 'decisions' | 'runs'>> & {
  readonly answers: AnswerWords
  readonly runs: RunWords
  readonly decisions: DecisionWords
  readonly traffic: TrafficWords
}
