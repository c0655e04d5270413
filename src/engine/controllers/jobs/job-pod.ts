import type { Job, PodTemplate } from '../../../manifest/object/job.ts'
import { isIndexedJob, JOB_TRACKING_FINALIZER } from '../../../manifest/object/job.ts'
import { DEFAULT_NAMESPACE } from '../../../manifest/object/meta.ts'
import { matches } from '../../../manifest/object/workload.ts'
import type { Container } from '../../../manifest/pod/container.ts'
import type { Pod } from '../../../manifest/pod/pod.ts'
import { MAX_GENERATED_NAME } from '../../apiserver/generated-names.ts'
import { newControllerRef } from '../base/claim-pods.ts'
import { COMPLETION_INDEX } from './indexed-pods.ts'
import type { Wanted } from './manage-job.ts'

const INDEX_VARIABLE = 'JOB_COMPLETION_INDEX'

/** What a Pod of the Job is to be like, but for its name. */
// controller-manager: pkg/controller/controller_utils.go GetPodFromTemplate; job/job_controller.go manageJob (v1.36)
export function podOf(job: Job, { index, annotations }: Wanted): Pod {
  const { metadata } = job
  const template: PodTemplate = job.spec.template
  const numbered = index === undefined ? {} : { [COMPLETION_INDEX]: `${index}` }
  const notes = { ...template.metadata?.annotations, ...numbered, ...annotations }
  const { name } = metadata
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: '',
      generateName: generateName(name, index),
      namespace: metadata.namespace ?? DEFAULT_NAMESPACE,
      labels: { ...template.metadata?.labels, ...numbered },
      ...(Object.keys(notes).length > 0 ? { annotations: notes } : {}),
      finalizers: [...new Set([...(template.metadata?.finalizers ?? []), JOB_TRACKING_FINALIZER])],
      ownerReferences: [newControllerRef(job)],
    },
    spec: {
      ...template.spec,
      ...(index === undefined ? {} : { hostname: `${name}-${index}` }),
      containers: withIndex(job, template.spec.containers),
      ...(template.spec.initContainers ? { initContainers: withIndex(job, template.spec.initContainers) } : {}),
    },
    status: { phase: 'Pending' },
  }
}

/** Whether a Job looks for such a Pod. */
export function selects({ spec: { selector } }: Job, { metadata: { labels = {} } }: Pod): boolean {
  return selector !== undefined && matches(selector, labels)
}

// controller-manager: pkg/controller/job/indexed_job_utils.go podGenerateNameWithIndex (v1.36)
function generateName(name: string, index: number | undefined): string {
  const end = index === undefined ? '-' : `-${index}-`
  return name.slice(0, MAX_GENERATED_NAME - end.length) + end
}

// controller-manager: pkg/controller/job/indexed_job_utils.go addCompletionIndexEnvVariables (v1.36)
function withIndex(job: Job, containers: readonly Container[]): Container[] {
  if (!isIndexedJob(job)) return [...containers]
  const fieldRef = { apiVersion: 'v1', fieldPath: `metadata.labels['${COMPLETION_INDEX}']` }
  return containers.map((container) => {
    const { env = [] } = container
    if (env.some(({ name }) => name === INDEX_VARIABLE)) return container
    return { ...container, env: [...env, { name: INDEX_VARIABLE, valueFrom: { fieldRef } }] }
  })
}
