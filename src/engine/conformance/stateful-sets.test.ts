import { readFileSync } from 'node:fs'
import { rfc3339 } from '../../lib/time.ts'
import { REVISION_HASH_LABEL } from '../../manifest/object/controller-revision.ts'
import type { StatefulSet } from '../../manifest/object/stateful-set.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { revisionOf } from '../controllers/stateful-sets/identity.ts'
import { planStatefulSet } from '../controllers/stateful-sets/plan-stateful-set.ts'
import { isRunningAndReady } from '../controllers/stateful-sets/pod-health.ts'
import { type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface PodRow {
  readonly name: string
  readonly phase: string
  readonly ready: boolean
  readonly revision: string
  readonly terminating: boolean
}

const TEMPLATE = { metadata: { labels: { app: 'foo' } }, spec: { containers: [] } }

function setOf({ input }: Call): StatefulSet {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'foo', namespace: 'default', uid: 'set', generation: 1 },
    spec: { ...input.spec, ordinals: input.spec.ordinals ?? {}, template: TEMPLATE },
    status: input.status,
  }
}

function podOf({ name, phase, ready, revision, terminating }: PodRow): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'default',
      uid: `uid of ${name}`,
      labels: { [REVISION_HASH_LABEL]: revision },
      ...(terminating ? { deletionTimestamp: rfc3339(0) } : {}),
    },
    spec: { containers: [] },
    status: {
      phase: (phase || 'Pending') as Pod['status']['phase'],
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: rfc3339(-10_000) }],
    },
  }
}

/** What has come and gone after one step, and of which revision what has come is. */
function stepOf(call: Call, update: string) {
  const { input } = call
  const { steps } = planStatefulSet({
    set: setOf(call),
    pods: (input.pods as PodRow[]).map(podOf),
    current: { name: input.status.currentRevision, template: TEMPLATE },
    update: { name: update, template: TEMPLATE },
    claim: () => undefined,
    now: 0,
  })
  const named = (kind: string) =>
    steps.filter((step) => step.kind === kind).map(({ pod }) => [pod.metadata.name, revisionOf(pod)])
  const [created, removed] = [named('create'), named('delete')]
  const isIn = (rows: readonly (readonly string[])[], name: string | undefined) => rows.some(([each]) => each === name)
  return {
    created: created.filter(([name]) => !isIn(removed, name)).toSorted(),
    removed: removed.flatMap(([name]) => (name === undefined || isIn(created, name) ? [] : [name])).toSorted(),
  }
}

tables.describe('statefulset-step', (call) => {
  const { input, expected } = call
  if (expected.error !== null) return skip('its API server fails')
  if (!input.status.currentRevision) return skip('the table does not say which revision is the present one')
  const revisions = new Map((expected.pods as PodRow[]).map(({ name, revision }) => [name, revision]))
  const going = new Set((input.pods as PodRow[]).filter(({ terminating }) => terminating).map(({ name }) => name))
  const theirs = {
    created: (expected.created as string[]).map((name) => [name, revisions.get(name)]).toSorted(),
    // What is on its way out goes by itself meanwhile.
    removed: (expected.removed as string[]).filter((name) => !going.has(name)).toSorted(),
  }
  // The table does not say at which revision the set's template is: that of the status, or another.
  const candidates = new Set([input.status.updateRevision as string, ...revisions.values(), 'another'])
  candidates.delete('')
  const answers = [...candidates].map((update) => stepOf(call, update))
  const ours = answers.find((answer) => JSON.stringify(answer) === JSON.stringify(theirs)) ?? answers[0]
  return { ours, theirs }
})

tables.describe('statefulset-helpers', ({ input, expected }) => {
  if (input.fn !== 'isRunningAndReady') return skip('MaxUnavailableStatefulSet is off')
  return { ours: isRunningAndReady(goPod(input.pod)), theirs: expected.result }
})
