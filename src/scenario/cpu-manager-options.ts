import { type NumberSet, parseRanges } from '../lib/number-ranges.ts'
import { type Duration, SECOND } from '../lib/time.ts'
import { parseQuantity } from '../manifest/quantity.ts'
import type { FieldReader } from './field-reader.ts'
import { processorsOf } from './processors.ts'

/** The static policy of a node's CPU manager. */
export interface CpuManagerOptions {
  /** How many the node has. */
  readonly cpus: number
  /** Which of them are never anybody's own. */
  readonly reserved: NumberSet
  readonly reconcilePeriod?: Duration
}

/** More than Linux knows: a list that is longer is nobody's machine. */
const MOST_CPUS = 8192

type Quantities = Readonly<Record<string, string>> | undefined

export interface Reserved {
  readonly kubeReserved: Quantities
  readonly systemReserved: Quantities
}

/** reservedSystemCPUs takes the place of what is reserved as quantities. */
// kubelet: cmd/kubelet/app/server.go run, reservedSystemCPUs (v1.36)
export function reservedBySystemCPUs(given: Reserved, cpus: NumberSet | undefined): Reserved {
  if (!cpus) return given
  const { cpu: _cpu, ...kubeReserved } = given.kubeReserved ?? {}
  return { kubeReserved, systemReserved: { ...given.systemReserved, cpu: String(cpus.length) } }
}

export function readSystemCPUs(kubelet: FieldReader, milliCPU: number): NumberSet | undefined {
  const text = kubelet.string('reservedSystemCPUs')
  if (text === undefined || text === '') return undefined
  const count = processorsOf({ milliCPU })
  const cpus = parseRanges(text, Math.min(count, MOST_CPUS))
  if (!cpus) kubelet.problem('reservedSystemCPUs', { kind: 'mustBeCPUs', last: count - 1 })
  return cpus
}

/** Undefined: no container has CPUs of its own. */
// kubelet: cm/cpumanager/cpu_manager.go NewManager; policy_static.go NewStaticPolicy (v1.36)
export function readCpuManager(
  kubelet: FieldReader,
  milliCPU: number,
  systemCPUs: NumberSet | undefined,
  { kubeReserved, systemReserved }: Reserved,
): CpuManagerOptions | undefined {
  const policy = kubelet.choice('cpuManagerPolicy', ['none', 'static'])
  const reconcilePeriod = kubelet.duration('cpuManagerReconcilePeriod')
  if (reconcilePeriod !== undefined && reconcilePeriod < SECOND) {
    kubelet.problem('cpuManagerReconcilePeriod', { kind: 'optionNotSimulated', why: 'lessThanOneSecond' })
    return undefined
  }
  if (policy !== 'static') return undefined
  const cpus = processorsOf({ milliCPU })
  const fails = (reason: string): undefined =>
    kubelet.problem('cpuManagerPolicy', { kind: 'kubeletDoesNotStart', reason }) as undefined
  if (cpus > MOST_CPUS) {
    kubelet.problem('cpuManagerPolicy', { kind: 'tooManyCPUs', most: MOST_CPUS })
    return undefined
  }
  const wanted = Math.ceil(cpuIn(kubeReserved) + cpuIn(systemReserved))
  if (wanted === 0) {
    return fails(
      'the static policy requires systemReserved.cpu + kubeReserved.cpu to be greater than zero, or reservedSystemCPUs',
    )
  }
  if (wanted > cpus) return fails(`unable to reserve the required amount of CPUs: ${wanted} of ${cpus}`)
  kubelet.problem('cpuManagerPolicy', { kind: 'oneSocket' }, 'info')
  return {
    cpus,
    reserved: systemCPUs ?? Array.from({ length: wanted }, (_, index) => index),
    ...(reconcilePeriod === undefined ? {} : { reconcilePeriod }),
  }
}

function cpuIn(quantities: Quantities): number {
  return Number(parseQuantity(quantities?.cpu ?? '0')?.nano ?? 0n) / 1e9
}
