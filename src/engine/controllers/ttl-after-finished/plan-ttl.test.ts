import { expect, test } from 'vitest'
import { rfc3339, SECOND } from '../../../lib/time.ts'
import type { Job } from '../../../manifest/object/job.ts'
import { planTtl, type TtlPlan } from './plan-ttl.ts'

const NOW = 60 * SECOND

function job(ttlSecondsAfterFinished?: number, condition?: string, deletionTimestamp?: string): Job {
  const conditions = condition
    ? [{ type: condition, status: 'True', lastTransitionTime: rfc3339(50 * SECOND) }]
    : undefined
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'sum', namespace: 'default', ...(deletionTimestamp ? { deletionTimestamp } : {}) },
    spec: {
      template: { spec: { containers: [] } },
      ...(ttlSecondsAfterFinished === undefined ? {} : { ttlSecondsAfterFinished }),
    },
    status: conditions ? { conditions } : {},
  }
}

test.each<[string, Job | undefined, TtlPlan]>([
  ['one that is gone', undefined, { kind: 'nothing', because: 'gone' }],
  ['one that is being deleted', job(0, 'Complete', 'then'), { kind: 'nothing', because: 'beingDeleted' }],
  ['one that may stay', job(undefined, 'Complete'), { kind: 'nothing', because: 'noTtl' }],
  ['one that runs', job(5), { kind: 'nothing', because: 'notFinished' }],
  ['one that starts to end', job(5, 'SuccessCriteriaMet'), { kind: 'nothing', because: 'notFinished' }],
  ['one that ended a while ago', job(15, 'Failed'), { kind: 'wait', left: 5 * SECOND }],
  ['one whose time is over', job(10, 'Complete'), { kind: 'delete' }],
  ['one that is not to be looked at', job(0, 'Complete'), { kind: 'delete' }],
])('JOB-7 of Jobs: %s', (_name, given, expected) => {
  expect(planTtl(given, NOW)).toEqual(expected)
})
