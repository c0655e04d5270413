import type { Container } from '../../manifest/pod/container.ts'
import type { Pod, PodSpec } from '../../manifest/pod/pod.ts'
import { computePodQOS } from '../../manifest/pod/qos.ts'
import { podLimits, podRequests } from '../../manifest/pod/requests.ts'
import { amountOf, type ResourceList, type ResourceRequirements } from '../../manifest/pod/resources.ts'
import { quantityMilliValue, quantityValue } from '../../manifest/quantity.ts'
import type { CgroupValues } from '../runtime/cgroup.ts'

// kubelet: cm/helpers_linux.go MinShares, MaxShares, SharesPerCPU, MinQuotaPeriod, QuotaPeriod (v1.36)
const MIN_SHARES = 2
const MAX_SHARES = 262_144
const SHARES_PER_CPU = 1024
const MIN_QUOTA_US = 1000
const QUOTA_PERIOD_US = 100_000

/** CPU and memory as plain numbers; undefined where the quantity is absent. */
export interface Amounts {
  readonly milliCPU: number | undefined
  readonly memory: number | undefined
}

export function amountsOf(list: ResourceList = {}): Amounts {
  const { cpu, memory } = list
  return {
    milliCPU: cpu === undefined ? undefined : Number(quantityMilliValue(amountOf(list, 'cpu'))),
    memory: memory === undefined ? undefined : Number(quantityValue(amountOf(list, 'memory'))),
  }
}

// kubelet: cm/helpers_linux.go MilliCPUToShares (v1.36)
export function milliCPUToShares(milliCPU: number): number {
  if (milliCPU === 0) return MIN_SHARES
  return Math.min(Math.max(Math.floor((milliCPU * SHARES_PER_CPU) / 1000), MIN_SHARES), MAX_SHARES)
}

/** Undefined: no limit. */
// kubelet: cm/helpers_linux.go MilliCPUToQuota (v1.36)
export function milliCPUToQuota(milliCPU: number, periodUs = QUOTA_PERIOD_US): number | undefined {
  return milliCPU === 0 ? undefined : Math.max(Math.floor((milliCPU * periodUs) / 1000), MIN_QUOTA_US)
}

/** cpu.weight, which takes the place of cpu.shares with cgroup v2: as the kubelet writes it for Pods. */
// kubelet: cm/cgroup_manager_linux.go getCPUWeight (v1.36)
export function cpuWeight(shares: number): number {
  return 1 + Math.floor((Math.max(shares - MIN_SHARES, 0) * 9999) / (MAX_SHARES - MIN_SHARES))
}

/** What is not limited for the container itself is limited as for the whole Pod. */
// kubelet: kuberuntime_container_linux.go getCPULimit, getMemoryLimit (v1.36)
export function effectiveLimits(
  ofPod: ResourceRequirements | undefined,
  ofContainer: ResourceRequirements | undefined,
): Amounts {
  const own = amountsOf(ofContainer?.limits)
  const whole = amountsOf(ofPod?.limits)
  return { milliCPU: own.milliCPU || whole.milliCPU, memory: own.memory || whole.memory }
}

/** RES-1 */
// kubelet: kuberuntime_container_linux.go generateLinuxContainerResources, calculateLinuxResources (v1.36)
export function containerCgroup(pod: Pod, container: Container): CgroupValues {
  return linuxResources(
    amountsOf(container.resources?.requests).milliCPU,
    effectiveLimits(pod.spec.resources, container.resources),
  )
}

export function linuxResources(requestedMilliCPU: number | undefined, limits: Amounts): CgroupValues {
  const { milliCPU = 0, memory = 0 } = limits
  return { cpuShares: milliCPUToShares(requestedMilliCPU ?? milliCPU), ...bounds(milliCPU, memory, QUOTA_PERIOD_US) }
}

/** RES-2. A Burstable Pod is bounded as a whole only where each of its containers is, or where it says so itself. */
// kubelet: cm/helpers_linux.go ResourceConfigForPod (v1.36)
export function podCgroup({ spec }: Pod, periodUs = QUOTA_PERIOD_US): CgroupValues {
  if (periodUs !== QUOTA_PERIOD_US) return reckonPodCgroup(spec, periodUs)
  let values = reckoned.get(spec)
  if (!values) {
    values = reckonPodCgroup(spec, periodUs)
    reckoned.set(spec, values)
  }
  return values
}

/** A spec that is stored does not change. */
const reckoned = new WeakMap<PodSpec, CgroupValues>()

function reckonPodCgroup(spec: PodSpec, periodUs: number): CgroupValues {
  const qos = computePodQOS(spec)
  if (qos === 'BestEffort') return { cpuShares: MIN_SHARES }
  const limits = amountsOf(podLimits(spec))
  const all = [...(spec.initContainers ?? []), ...spec.containers].map(({ resources }) => amountsOf(resources?.limits))
  const whole = amountsOf(spec.resources?.limits)
  const declared = (resource: keyof Amounts): boolean =>
    qos === 'Guaranteed' || Boolean(whole[resource]) || all.every((each) => each[resource])
  return {
    cpuShares: milliCPUToShares(amountsOf(podRequests(spec)).milliCPU ?? 0),
    ...bounds(
      declared('milliCPU') ? (limits.milliCPU ?? 0) : 0,
      declared('memory') ? (limits.memory ?? 0) : 0,
      periodUs,
    ),
  }
}

/** What bounds the containers together, beyond what bounds each: only a limit of the Pod itself does. */
export function sharedBounds(pod: Pod): Partial<CgroupValues> {
  const { milliCPU = 0, memory = 0 } = amountsOf(pod.spec.resources?.limits)
  return bounds(milliCPU, memory, QUOTA_PERIOD_US)
}

/** What the containers may take of memory together, where each is limited: the limit of the Pod's cgroup. */
export function memoryTogether(pod: Pod): { readonly memoryTogether?: number } {
  const { memoryMax } = podCgroup(pod)
  return memoryMax === undefined ? {} : { memoryTogether: memoryMax }
}

function bounds(milliCPU: number, memory: number, periodUs: number): Omit<CgroupValues, 'cpuShares'> {
  const quota = milliCPUToQuota(milliCPU, periodUs)
  return {
    ...(quota === undefined ? {} : { cpuQuotaUs: quota, cpuPeriodUs: periodUs }),
    ...(memory > 0 ? { memoryMax: memory } : {}),
  }
}
