import { readFileSync } from 'node:fs'
import type { Cluster } from '../../manifest/admission/cluster.ts'
import { addDefaultTolerations } from '../../manifest/admission/default-toleration-seconds.ts'
import { applyLimitRanges, limitRangeRejection } from '../../manifest/admission/limit-ranger.ts'
import { admitPriority } from '../../manifest/admission/priority.ts'
import { type FieldError, fieldErrorText } from '../../manifest/field-error.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { isDNS1123Label, isDNS1123Subdomain } from '../../manifest/object/name.ts'
import { validateResourceQuotaSpec } from '../../manifest/object/resource-quota.ts'
import { validateLimits } from '../../manifest/object/validate-limit-range.ts'
import { validateObjectMeta } from '../../manifest/object/validate-meta.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type Answer, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('default-tolerations', ({ input, expected }) => {
  const { spec } = goPod(input.pod)
  addDefaultTolerations(spec)
  return { ours: spec.tolerations ?? [], theirs: expected.tolerations }
})

tables.describe('priority-admission', ({ input, expected }) => {
  const { spec, metadata } = goPod(input.pod)
  const classes = input.priorityClasses.map(priorityClass)
  const rejection = admitPriority(spec, clusterOf(classes))
  return {
    ours: {
      error: rejection ? `pods "${metadata.name}" is forbidden: ${rejection.message}` : null,
      priority: spec.priority ?? null,
      priorityClassName: spec.priorityClassName ?? '',
      preemptionPolicy: spec.preemptionPolicy ?? null,
    },
    theirs: expected,
  }
})

/** The table has Go's names for what every object has. */
function priorityClass({ objectMeta, typeMeta, ...rest }: Record<string, unknown>): KubeObject {
  return { apiVersion: 'scheduling.k8s.io/v1', ...(typeMeta as object), ...rest, metadata: objectMeta } as KubeObject
}

function clusterOf(objects: readonly KubeObject[]): Cluster {
  return {
    find: (kind, _namespace, name) => objects.find((each) => each.kind === kind && each.metadata.name === name),
    list: (kind) => objects.filter((each) => each.kind === kind),
  }
}

tables.describe('limitrange-admission', ({ input, expected }): Answer => {
  const pod = goPod(JSON.parse(JSON.stringify(input.pod))) as Pod & { spec: { initContainers?: unknown } }
  if (input.fn === 'PodValidateLimitFunc') {
    return {
      ours: limitRangeRejection({ ...pod, kind: 'Pod' }, [input.limitRange])?.message ?? null,
      theirs: expected.error,
    }
  }
  applyLimitRanges(pod, [input.limitRange])
  const { metadata, spec } = goPod(expected.pod)
  return { ours: { metadata: pod.metadata, spec: pod.spec }, theirs: { metadata, spec } }
})

tables.describe('validate-other', ({ input, expected }): Answer => {
  const errors = errorsOf(input)
  if (!errors) return skip(`${input.fn}: its fields are not all looked at`)
  return {
    ours: errors.map(fieldErrorText).sort(),
    theirs: expected.errors.map(({ message }: { message: string }) => message).sort(),
  }
})

function errorsOf(input: Record<string, { metadata: KubeObject['metadata']; spec: never }>): FieldError[] | undefined {
  const { namespace, limitRange, resourceQuota } = input
  if (namespace) return validateObjectMeta(namespace.metadata, false, isDNS1123Label, 'metadata')
  if (limitRange) {
    const { limits } = limitRange.spec as { limits: Parameters<typeof validateLimits>[0] | null }
    return [
      ...validateObjectMeta(limitRange.metadata, true, isDNS1123Subdomain, 'metadata'),
      ...validateLimits(limits ?? [], 'spec.limits'),
    ]
  }
  if (!resourceQuota) return undefined
  return [
    ...validateObjectMeta(resourceQuota.metadata, true, isDNS1123Subdomain, 'metadata'),
    ...validateResourceQuotaSpec(resourceQuota.spec, 'spec'),
  ]
}
