import type { DecisionName, Decisions } from '../../../trace/decision/decision.ts'
import type { PodActionReason, PodActionReasons } from '../../../trace/decision/pod-action-reason.ts'

const MI = 1024 ** 2
const cat = { namespace: 'default', name: 'cat', uid: 'u1' }
const dog = { namespace: 'default', name: 'dog', uid: 'u2' }
const app = { container: 'app' }

const REASON_SAMPLES: { readonly [K in keyof PodActionReasons]: readonly PodActionReasons[K][] } = {
  noSandbox: [{}],
  sandboxChanged: [{}],
  sandboxGoneNeverRestarted: [{}],
  nothingRuns: [{}],
  toStart: [app],
  missing: [app],
  ended: [{ ...app, exitCode: 1, restartPolicy: 'Always' }],
  restartRule: [{ ...app, exitCode: 42 }],
  restartAllRule: [app],
  probeFailed: [
    { ...app, probe: 'liveness', init: false, restarted: true },
    { ...app, probe: 'liveness', init: false, restarted: false },
    { ...app, probe: 'startup', init: true },
  ],
  definitionChanged: [
    { ...app, init: false, restarted: true },
    { ...app, init: true },
  ],
  resizeRestarts: [app],
  firstInit: [app],
  initSucceeded: [{ ...app, before: 'setup' }],
  sidecarStarted: [{ ...app, before: 'proxy' }],
  initNeverStarted: [app],
  initFailed: [
    { ...app, exitCode: 3, again: true },
    { ...app, exitCode: 3, again: false },
  ],
  sidecarMissing: [app],
  sidecarEnded: [{ ...app, exitCode: 137 }],
}

/** Each reason of a sync, with facts as the engine gives them. */
export const REASONS = Object.entries(REASON_SAMPLES).flatMap(([why, samples]) =>
  samples.map((facts) => ({ why, ...facts }) as PodActionReason),
)

const actions = { killPod: false, createSandbox: false, initContainersToStart: [], containersToStart: ['bad'] }

/** Each decision, with facts as the engine gives them. */
export const DECISION_SAMPLES: { readonly [K in DecisionName]: readonly Decisions[K][] } = {
  allocateCPUs: [{ own: [1, 2], shared: [0, 3] }],
  cleanUpContainersInPod: [{ seen: true }, { seen: false }],
  completeWork: [{ nextSyncAt: 90_500, delayMs: 80_500 }],
  computePodActions: [
    {
      ...{ ...actions, containersToKill: [] },
      because: [
        { why: 'ended', container: 'good', exitCode: 0, restartPolicy: 'Always' },
        { why: 'missing', container: 'bad' },
      ],
    },
  ],
  doBackOff: [{ nextWaitMs: 80_000 }],
  doPodResizeAction: [
    {
      before: { cpuShares: 102, memoryMax: 64 * MI },
      after: { cpuShares: 512, cpuQuotaUs: 50_000, cpuPeriodUs: 100_000, memoryMax: 128 * MI },
    },
    { before: { cpuShares: 2 }, after: { cpuShares: 2 } },
  ],
  evictionRanking: [
    {
      starved: 'memory',
      order: [
        { pod: 'cat', over: 32 * MI, priority: 10 },
        { pod: 'dog', over: -4 * MI, priority: 0 },
        { pod: 'ant', over: 0.5, priority: 0 },
      ],
    },
    {
      starved: 'pids',
      order: [
        { pod: 'cat', over: 12, priority: 0 },
        { pod: 'dog', over: 1, priority: 0 },
      ],
    },
  ],
  logRotation: [{ maxSize: 10 * MI }, { maxSize: 1000 }],
  preempt: [
    { node: 'attic', victims: [cat] },
    { node: 'attic', victims: [cat, dog] },
  ],
  schedule: [
    { kind: 'bind', node: 'attic', feasible: 2, scores: [], rejected: [] },
    {
      ...{ kind: 'unschedulable', nodeCount: 3, rejected: [] },
      message: 'MESSAGE',
    },
  ],
  startContainer: REASONS,
  statefulSetWait: [
    { set: 'web', because: 'notReady', before: 'next' },
    { set: 'web', because: 'terminating', before: 'scaleDown' },
    { set: 'web', because: 'notAvailable', before: 'update' },
    { set: 'web', because: 'over', before: 'next' },
    { set: 'web', because: 'staleClaim', before: 'next' },
  ],
}
