import type { Job } from '../object/job.ts'

const CONTROLLER_UID = 'batch.kubernetes.io/controller-uid'

/**
 * A Job knows its Pods by its uid, unless its author says by which labels. Its own labels are those of its template
 * where it has none.
 */
// registry/batch/job: strategy.go generateSelector; apis/batch/v1: defaults.go SetDefaults_Job (v1.36)
export function withGeneratedSelector(job: Job): Job {
  const { metadata, spec } = job
  if (spec.manualSelector) return job
  const { name, uid = '' } = metadata
  const generated = {
    [CONTROLLER_UID]: uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  }
  const { template } = spec
  const before = template.metadata?.labels
  const own = metadata.labels ?? {}
  const isTemplates = Object.keys(own).every((key) => own[key] === before?.[key])
  const hasTemplates = Object.keys(before ?? {}).length === Object.keys(own).length
  const labels = { ...before, ...generated }
  return {
    ...job,
    metadata: isTemplates && hasTemplates ? { ...metadata, labels } : metadata,
    spec: {
      ...spec,
      selector: { ...spec.selector, matchLabels: { ...spec.selector?.matchLabels, [CONTROLLER_UID]: uid } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  }
}
