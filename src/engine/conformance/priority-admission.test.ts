import { readFileSync } from 'node:fs'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { admitPod, type Cluster, referenceError } from '../../manifest/pod/admission.ts'
import { ConformanceTables } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('priority-admission', ({ input, expected }) => {
  const classes: KubeObject[] = input.priorityClasses.map(
    ({ objectMeta, typeMeta, ...rest }: Record<string, object>) => ({
      ...typeMeta,
      metadata: objectMeta,
      ...rest,
    }),
  )
  const cluster: Cluster = {
    find: (kind, _namespace, name) =>
      kind === 'PriorityClass' ? classes.find(({ metadata }) => metadata.name === name) : undefined,
    list: (kind) => (kind === 'PriorityClass' ? classes : []),
  }
  const pod = structuredClone(goPod(input.pod))
  const refused = referenceError(pod, cluster)
  if (refused) {
    const error = `pods "${pod.metadata.name}" is forbidden: ${refused.message}`
    return { ours: error, theirs: expected.error }
  }
  admitPod(pod, cluster)
  const { priority, priorityClassName, preemptionPolicy } = pod.spec
  return {
    ours: { error: null, priority, priorityClassName, preemptionPolicy },
    // Where a class says nothing of it the table leaves the policy out; the API server's defaults have filled it in.
    theirs: { ...expected, preemptionPolicy: expected.preemptionPolicy ?? 'PreemptLowerPriority' },
  }
})
