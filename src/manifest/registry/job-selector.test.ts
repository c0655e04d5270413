import { describe, expect, test } from 'vitest'
import type { Job, JobSpec } from '../object/job.ts'
import { withGeneratedSelector } from './job-selector.ts'

const GENERATED = {
  'batch.kubernetes.io/controller-uid': 'u-7',
  'batch.kubernetes.io/job-name': 'bake',
  'controller-uid': 'u-7',
  'job-name': 'bake',
}

function job(spec: Partial<JobSpec>, labels?: Record<string, string>): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'bake', uid: 'u-7', ...(labels ? { labels } : {}) },
    spec: { template: { spec: { containers: [] } }, ...spec },
    status: {},
  } as Job
}

describe('by what a Job knows its Pods', () => {
  const template = { metadata: { labels: { app: 'bread' } }, spec: { containers: [] } }
  test.each<[string, Job, unknown, unknown, unknown]>([
    ['nothing is said', job({}), GENERATED, GENERATED, { 'batch.kubernetes.io/controller-uid': 'u-7' }],
    [
      'the template has labels, which the Job got, too',
      job({ template }, { app: 'bread' }),
      { app: 'bread', ...GENERATED },
      { app: 'bread', ...GENERATED },
      { 'batch.kubernetes.io/controller-uid': 'u-7' },
    ],
    [
      'the Job has labels of its own',
      job({ template }, { team: 'night' }),
      { team: 'night' },
      { app: 'bread', ...GENERATED },
      { 'batch.kubernetes.io/controller-uid': 'u-7' },
    ],
    [
      'its author says it',
      job({ template, manualSelector: true, selector: { matchLabels: { app: 'bread' } } }),
      undefined,
      { app: 'bread' },
      { app: 'bread' },
    ],
  ])('%s', (_, given, own, ofPods, selector) => {
    const { metadata, spec } = withGeneratedSelector(given)
    expect([metadata.labels, spec.template.metadata?.labels, spec.selector?.matchLabels]).toEqual([
      own,
      ofPods,
      selector,
    ])
  })
})
