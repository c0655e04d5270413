import { type Duration, MINUTE, SECOND } from '../lib/time.ts'
import { parseQuantity, quantityValue } from '../manifest/quantity.ts'
import { type CpuManagerOptions, readCpuManager, readSystemCPUs, reservedBySystemCPUs } from './cpu-manager-options.ts'
import type { OptionNotSimulated } from './field-fault.ts'
import type { FieldReader } from './field-reader.ts'

/**
 * What a node's kubelet is configured with, under the names of KubeletConfiguration. What is left out is as Kubernetes
 * has it.
 */
export interface KubeletOptions {
  /** Names, or prefixes that end with a star. */
  readonly allowedUnsafeSysctls?: readonly string[]
  /** Quantities or percentages by signal: memory.available: 500Mi. */
  readonly evictionHard?: Readonly<Record<string, string>>
  readonly evictionSoft?: Readonly<Record<string, string>>
  readonly evictionSoftGracePeriod?: Readonly<Record<string, Duration>>
  readonly evictionMinimumReclaim?: Readonly<Record<string, string>>
  /** Seconds. */
  readonly evictionMaxPodGracePeriod?: number
  readonly evictionPressureTransitionPeriod?: Duration
  readonly maxPods?: number
  readonly podsPerCore?: number
  readonly podPidsLimit?: number
  readonly maxContainerRestartPeriod?: Duration
  readonly serializeImagePulls?: boolean
  readonly maxParallelImagePulls?: number
  /** Bytes; less than 0: logs are not rotated. */
  readonly containerLogMaxSize?: number
  readonly containerLogMaxFiles?: number
  readonly containerLogMonitorInterval?: Duration
  /** Quantities by resource. */
  readonly kubeReserved?: Readonly<Record<string, string>>
  readonly systemReserved?: Readonly<Record<string, string>>
  /** Set where its policy is static. */
  readonly cpuManager?: CpuManagerOptions
}

const EVICTION_SIGNALS = ['memory.available', 'nodefs.available', 'imagefs.available', 'pid.available'] as const

/** Taken, since KubeletConfigurations have them, and said to do nothing here. */
const NOT_SIMULATED: Readonly<Record<string, OptionNotSimulated>> = {
  containerLogMaxWorkers: 'allLogsAtOnce',
  cpuManagerPolicyOptions: 'cpusInOrder',
  failSwapOn: 'noSwap',
  imageGCHighThresholdPercent: 'imagesStay',
  imageGCLowThresholdPercent: 'imagesStay',
  imageMaximumGCAge: 'imagesStay',
  imageMinimumGCAge: 'imagesStay',
  memoryManagerPolicy: 'noOwnMemory',
  memorySwap: 'noSwap',
  shutdownGracePeriod: 'noShutdown',
  shutdownGracePeriodCriticalPods: 'noShutdown',
  topologyManagerPolicy: 'oneNumaNode',
}

const KUBELET_FIELDS = [
  ...['apiVersion', 'kind', 'allowedUnsafeSysctls', 'evictionHard', 'evictionSoft', 'evictionSoftGracePeriod'],
  ...['evictionMinimumReclaim', 'evictionMaxPodGracePeriod', 'evictionPressureTransitionPeriod', 'maxPods'],
  ...['podsPerCore', 'podPidsLimit', 'crashLoopBackOff', 'serializeImagePulls', 'maxParallelImagePulls'],
  ...['containerLogMaxSize', 'containerLogMaxFiles', 'containerLogMonitorInterval'],
  ...['cpuManagerPolicy', 'cpuManagerReconcilePeriod', 'reservedSystemCPUs'],
  ...['kubeReserved', 'systemReserved', ...Object.keys(NOT_SIMULATED)],
]

/** A node's `kubelet`. */
// kubelet: apis/config/validation/validation.go ValidateKubeletConfiguration (v1.36)
export function readKubeletOptions(node: FieldReader, milliCPU: number): KubeletOptions {
  const kubelet = node.object('kubelet', KUBELET_FIELDS)
  for (const [field, why] of Object.entries(NOT_SIMULATED)) {
    if (kubelet.has(field)) kubelet.problem(field, { kind: 'optionNotSimulated', why }, 'info')
  }
  const systemCPUs = readSystemCPUs(kubelet, milliCPU)
  const kubeReserved = readQuantities(kubelet, 'kubeReserved')
  const reserved = reservedBySystemCPUs(
    { kubeReserved, systemReserved: readQuantities(kubelet, 'systemReserved') },
    systemCPUs,
  )
  const options: Record<string, unknown> = {
    allowedUnsafeSysctls: kubelet.strings('allowedUnsafeSysctls'),
    ...readEviction(kubelet),
    maxPods: kubelet.integer('maxPods', 0),
    podsPerCore: kubelet.integer('podsPerCore', 0),
    podPidsLimit: readPidsLimit(kubelet),
    maxContainerRestartPeriod: readRestartPeriod(kubelet),
    ...readPulls(kubelet),
    ...readLogs(kubelet),
    ...reserved,
    cpuManager: readCpuManager(kubelet, milliCPU, systemCPUs, reserved),
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function readEviction(kubelet: FieldReader): Partial<KubeletOptions> {
  const hard = readThresholds(kubelet, 'evictionHard')
  const soft = readThresholds(kubelet, 'evictionSoft')
  const graces = kubelet.stringMap('evictionSoftGracePeriod')
  const grace = kubelet.object('evictionSoftGracePeriod', Object.keys(graces ?? {}))
  const softGrace = Object.fromEntries(
    Object.keys(graces ?? {}).flatMap((signal) => {
      const ms = grace.duration(signal)
      return ms === undefined ? [] : [[signal, ms] as const]
    }),
  )
  for (const signal of Object.keys(soft ?? {})) {
    // kubelet: eviction/helpers.go parseThresholdConfig (v1.36)
    if (!Object.hasOwn(softGrace, signal)) {
      kubelet.problem('evictionSoft', { kind: 'needsGracePeriod', signal })
    }
  }
  return Object.fromEntries(
    Object.entries({
      evictionHard: hard,
      evictionSoft: soft,
      evictionSoftGracePeriod: graces && softGrace,
      evictionMinimumReclaim: readThresholds(kubelet, 'evictionMinimumReclaim'),
      evictionMaxPodGracePeriod: kubelet.integer('evictionMaxPodGracePeriod', 0),
      evictionPressureTransitionPeriod: kubelet.duration('evictionPressureTransitionPeriod'),
    }).filter(([, value]) => value !== undefined),
  )
}

function readThresholds(kubelet: FieldReader, field: string): Record<string, string> | undefined {
  const given = kubelet.stringMap(field)
  if (!given) return undefined
  for (const [signal, value] of Object.entries(given)) {
    const path = `${field}[${signal}]`
    if (/\.inodesFree$/.test(signal))
      kubelet.problem(path, { kind: 'optionNotSimulated', why: 'filesNotCounted' }, 'info')
    else if (!EVICTION_SIGNALS.includes(signal as never)) {
      kubelet.problem(path, { kind: 'mustBeOneOf', choices: EVICTION_SIGNALS })
    }
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(value)?.[1]
    const right = percent === undefined ? (parseQuantity(value)?.nano ?? -1n) >= 0n : Number(percent) <= 100
    if (!right) kubelet.problem(path, { kind: 'mustBeQuantityOrPercentage' })
  }
  return given
}

function readPidsLimit(kubelet: FieldReader): number | undefined {
  const limit = kubelet.integer('podPidsLimit', -1)
  return limit === -1 ? undefined : limit
}

// kubelet: apis/config/validation/validation.go, crashLoopBackOff.maxContainerRestartPeriod (v1.36)
function readRestartPeriod(kubelet: FieldReader): Duration | undefined {
  if (!kubelet.has('crashLoopBackOff')) return undefined
  const backOff = kubelet.object('crashLoopBackOff', ['maxContainerRestartPeriod'])
  const period = backOff.duration('maxContainerRestartPeriod')
  if (period === undefined || (period >= SECOND && period <= 5 * MINUTE)) return period
  backOff.problem('maxContainerRestartPeriod', { kind: 'between', least: '1s', most: '300s' })
  return undefined
}

function readPulls(kubelet: FieldReader): Partial<KubeletOptions> {
  const serialize = kubelet.boolean('serializeImagePulls')
  const most = kubelet.integer('maxParallelImagePulls', 1)
  if (most !== undefined && most > 1 && serialize !== false) {
    kubelet.problem('maxParallelImagePulls', { kind: 'onlyWithParallelPulls' })
  }
  return {
    ...(serialize === undefined ? {} : { serializeImagePulls: serialize }),
    ...(most === undefined ? {} : { maxParallelImagePulls: most }),
  }
}

// kubelet: apis/config/validation/validation.go; logs/container_log_manager.go parseMaxSize (v1.36)
function readLogs(kubelet: FieldReader): Partial<KubeletOptions> {
  const text = kubelet.string('containerLogMaxSize')
  const size = text === undefined ? undefined : parseQuantity(text)
  if (text !== undefined && !size)
    kubelet.problem('containerLogMaxSize', { kind: 'mustBeQuantity', examples: ['10Mi'] })
  const files = kubelet.integer('containerLogMaxFiles', 2)
  const interval = kubelet.duration('containerLogMonitorInterval')
  if (interval !== undefined && interval < 3 * SECOND) {
    kubelet.problem('containerLogMonitorInterval', { kind: 'atLeast', least: '3s' })
  }
  return {
    ...(size ? { containerLogMaxSize: Number(quantityValue(size)) } : {}),
    ...(files === undefined ? {} : { containerLogMaxFiles: files }),
    ...(interval === undefined ? {} : { containerLogMonitorInterval: interval }),
  }
}

const RESERVABLE = ['cpu', 'memory', 'ephemeral-storage', 'pid']

function readQuantities(kubelet: FieldReader, field: string): Record<string, string> | undefined {
  const given = kubelet.stringMap(field)
  for (const [name, quantity] of Object.entries(given ?? {})) {
    if (!RESERVABLE.includes(name)) kubelet.problem(`${field}[${name}]`, { kind: 'mustBeOneOf', choices: RESERVABLE })
    if ((parseQuantity(quantity)?.nano ?? -1n) < 0n) {
      kubelet.problem(`${field}[${name}]`, { kind: 'mustBeQuantity', examples: ['500m', '1Gi'] })
    }
  }
  return given
}
