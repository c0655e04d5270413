import { readFileSync } from 'node:fs'
import { type FieldError, fieldErrorText } from '../../manifest/field-error.ts'
import { isDNS1123Subdomain } from '../../manifest/object/name.ts'
import { validateObjectMeta } from '../../manifest/object/validate-meta.ts'
import { validateObjectMetaUpdate } from '../../manifest/object/validate-meta-update.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'
import {
  aggregateContainerLimits,
  aggregateContainerRequests,
  isPodLevelResource,
  isPodLevelResourcesSet,
  isPodLevelSet,
  type PodResourcesOptions,
  podLimits,
  podRequests,
} from '../../manifest/pod/requests.ts'
import { validatePodSpec } from '../../manifest/pod/validate-pod.ts'
import { validatePodResize } from '../../manifest/pod/validate-pod-resize.ts'
import { validatePodUpdate } from '../../manifest/pod/validate-pod-update.ts'
import {
  formatQuantity,
  parseQuantity,
  quantityError,
  quantityMilliValue,
  quantityValue,
} from '../../manifest/quantity.ts'
import { ephemeralContainersDoor } from '../../manifest/registry/pod-doors.ts'
import { amountsOf, containerCgroup, linuxResources, milliCPUToQuota, podCgroup } from '../kubelet/cgroup-values.ts'
import { oomScoreAdj } from '../kubelet/oom-score-adj.ts'
import type { CgroupValues } from '../runtime/cgroup.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('quantity-parse', ({ input, expected }): Answer => {
  const quantity = parseQuantity(input.text)
  if (!quantity) return { ours: { error: quantityError(input.text) }, theirs: expected }
  if (quantity.nano < 0n) return skip('Go rounds negative amounts either way; the API refuses them')
  if (quantity.nano > MILLI_OVERFLOW) return skip('Go’s number of thousandths overflows')
  if (/^\+?0?\.0{8,}1Ki$/.test(input.text)) return skip('Go forgets that less than a billionth was binary')
  const { canonical } = expected
  const given = canonical === input.text ? parseQuantity(canonical) : undefined
  return {
    ours: {
      canonical: formatQuantity(quantity),
      format: quantity.format,
      value: String(quantityValue(quantity)),
      milliValue: String(quantityMilliValue(quantity)),
    },
    // Go gives a text back as it came until somebody reckons with it.
    theirs: { ...expected, canonical: given ? formatQuantity(given) : canonical },
  }
})

/** Of thousandths no more fit into 64 bits. */
const MILLI_OVERFLOW = (2n ** 63n / 1000n) * 1_000_000_000n

tables.describe('qos-class', ({ input, expected }) => ({
  ours: computePodQOS(goPod(input.pod).spec),
  theirs: expected.qosClass,
}))

function optionsOf({ input }: Call): PodResourcesOptions {
  const { useStatusResources, excludeOverhead, skipPodLevelResources } = input.options ?? {}
  return {
    ...(useStatusResources ? { status: goPod(input.pod).status } : {}),
    ...(excludeOverhead ? { excludeOverhead } : {}),
    ...(skipPodLevelResources ? { skipPodLevelResources } : {}),
  }
}

const claims = ({ input }: Call): boolean => Boolean(input.pod.status?.nodeAllocatableResourceClaimStatuses)

tables.describe('pod-requests', (call) => {
  if (claims(call)) return skip('devices are not simulated')
  return { ours: podRequests(goPod(call.input.pod).spec, optionsOf(call)), theirs: call.expected.resources }
})

tables.describe('pod-limits', (call) => ({
  ours: podLimits(goPod(call.input.pod).spec, optionsOf(call)),
  theirs: call.expected.resources,
}))

tables.describe('pod-resource-helpers', (call) => ({ ours: helped(call), theirs: call.expected.result }))

function helped(call: Call): unknown {
  const { fn, name } = call.input
  if (fn === 'IsSupportedPodLevelResource') return isPodLevelResource(name)
  const { spec } = goPod(call.input.pod)
  if (fn === 'IsPodLevelResourcesSet') return isPodLevelResourcesSet(spec)
  if (fn === 'IsPodLevelLimitsSet') return isPodLevelSet(spec, 'limits')
  const aggregate = fn === 'AggregateContainerLimits' ? aggregateContainerLimits : aggregateContainerRequests
  return aggregate(spec, optionsOf(call))
}

tables.describe('oom-score-adj', ({ input, expected }) => ({
  ours: oomScoreAdj(goPod(input.pod), input.containerSpec, input.memoryCapacity),
  theirs: expected.oomScoreAdj,
}))

tables.describe('pod-cgroup', ({ input, expected }): Answer => {
  const theirs = expected.result
  if (input.fn === 'MilliCPUToQuota') return { ours: milliCPUToQuota(input.milliCPU, input.period), theirs }
  if (!input.enforceCPULimit) return skip('the kubelet here always enforces CPU limits')
  const { cpuShares, cpuQuota, cpuPeriod, memory } = theirs
  return {
    ours: podCgroup(goPod(input.pod), input.cpuPeriod),
    theirs: cgroup(cpuShares, cpuQuota, cpuPeriod, memory),
  }
})

tables.describe('linux-container-resources', ({ input, expected }) => {
  const { cpu_shares, cpu_quota, cpu_period, memory_limit_in_bytes, oom_score_adj } = expected.resources
  if (input.fn === 'calculateLinuxResources') {
    const { cpuRequest, cpuLimit, memoryLimit } = input
    const list = (cpu: string | null, memory?: string) => ({ ...(cpu ? { cpu } : {}), ...(memory ? { memory } : {}) })
    return {
      ours: linuxResources(amountsOf(list(cpuRequest)).milliCPU, amountsOf(list(cpuLimit, memoryLimit))),
      theirs: cgroup(cpu_shares, cpu_quota, cpu_period, memory_limit_in_bytes),
    }
  }
  // These tests run with CPU quotas off.
  const pod = goPod(input.pod)
  const { cpuShares, memoryMax } = containerCgroup(pod, input.container)
  return {
    ours: { cpuShares, memoryMax, adj: oomScoreAdj(pod, input.container, NODE_MEMORY) },
    theirs: { cpuShares: cpu_shares, memoryMax: memory_limit_in_bytes || undefined, adj: oom_score_adj },
  }
})

tables.describe('validate-pod-update', ({ input, expected, featureGates, name }): Answer => {
  if (featureGates || name.includes('FG disabled')) return skip('gates differ')
  if (input.oldPod.status.nodeAllocatableResourceClaimStatuses) return skip('devices are not simulated')
  if (name.includes('nil Resource field in Status')) return skip('every node here can resize')
  if (name.endsWith('requests from non-sidecar initContainer')) return skip('an empty restartPolicy is none here')
  if (/invalid PodOS|updated restartPolicyRules|: port change/.test(name)) return skip('judged otherwise')
  if (name.includes('seconds not 1')) return skip('the table has a Pod that the API server reads otherwise')
  if (name.includes('potential conflict with regular containers')) return skip('Windows is not simulated')
  const [old, next] = [goPod(input.oldPod), goPod(input.newPod)]
  const errors = UPDATES[input.fn as keyof typeof UPDATES](old, next)
  const messages = (expected.errors as { message: string }[]).map(({ message }) => message)
  return { ours: errors.map(fieldErrorText), theirs: messages }
})

const UPDATES = {
  ValidatePodUpdate: updateErrors,
  ValidatePodResize: validatePodResize,
  ValidatePodEphemeralContainersUpdate: (old: Pod, next: Pod) => ephemeralContainersDoor.validateUpdate(next, old),
}

function updateErrors(old: Pod, next: Pod): FieldError[] {
  const metadata = validateObjectMetaUpdate(next.metadata, old.metadata, 'metadata')
  const before = new Set(storedErrors(old).map(fieldErrorText))
  const brought = storedErrors(next).filter((error) => !before.has(fieldErrorText(error)))
  return [...metadata, ...brought, ...validatePodUpdate(old, next)]
}

function storedErrors({ metadata, spec }: Pod): FieldError[] {
  return [...validateObjectMeta(metadata, true, isDNS1123Subdomain, 'metadata'), ...validatePodSpec(spec, 'spec')]
}

/** The node that the test makes up. */
const NODE_MEMORY = 16 * 1024 ** 3

function cgroup(cpuShares: number, quota = 0, period = 0, memory = 0): CgroupValues {
  return {
    cpuShares,
    ...(quota > 0 ? { cpuQuotaUs: quota, cpuPeriodUs: period } : {}),
    ...(memory > 0 ? { memoryMax: memory } : {}),
  }
}
