import { readFileSync } from 'node:fs'
import { parseRfc3339 } from '../../lib/time.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { parseQuantity } from '../../manifest/quantity.ts'
import { nodePressure } from '../kubelet/admission/node-pressure.ts'
import { evictionMessage } from '../kubelet/eviction/eviction-message.ts'
import type { PodUsage } from '../kubelet/eviction/pod-usage.ts'
import { orderedBy } from '../kubelet/eviction/rank.ts'
import { type EvictionState, NO_PRESSURE, synchronize } from '../kubelet/eviction/synchronize.ts'
import {
  nodeConditions,
  nodeConditionsLastObservedAt,
  nodeConditionsObservedSince,
  type Observation,
  type Observations,
  type Signal,
  type Threshold,
  type ThresholdValue,
  thresholdsFirstObservedAt,
  thresholdsMet,
  thresholdsMetGracePeriod,
} from '../kubelet/eviction/thresholds.ts'
import type { NodePressure } from '../kubelet/node-status.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface GoDuration {
  readonly seconds: number
}

interface GoThreshold {
  readonly signal: Signal
  readonly operator: string
  readonly value?: ThresholdValue
  readonly gracePeriod: GoDuration
  readonly minReclaim?: ThresholdValue
}

/** The same threshold is the same object: it is known again by that. */
const seen = new Map<string, Threshold>()

function thresholdOf(go: GoThreshold): Threshold {
  const key = JSON.stringify([go.signal, go.value, go.gracePeriod.seconds, go.minReclaim])
  const known = seen.get(key)
  if (known) return known
  const made: Threshold = {
    signal: go.signal,
    value: go.value ?? { quantity: '0' },
    gracePeriod: go.gracePeriod.seconds * 1000,
    ...(go.minReclaim ? { minReclaim: go.minReclaim } : {}),
  }
  seen.set(key, made)
  return made
}

function amountOf(quantity: string | undefined): number {
  return Number(parseQuantity(quantity ?? '0')?.nano ?? 0n) / 1e9
}

function observationsOf(go: Record<string, { available: string; capacity?: string }> = {}): Observations {
  return new Map(
    Object.entries(go).map(([signal, { available, capacity }]): [Signal, Observation] => [
      signal as Signal,
      { available: amountOf(available), capacity: amountOf(capacity) },
    ]),
  )
}

interface GoStats {
  readonly podRef?: { readonly uid: string }
  readonly memory?: { readonly workingSetBytes?: number }
  readonly process_stats?: { readonly process_count?: number }
  readonly containers?: readonly {
    readonly name: string
    readonly memory?: { readonly workingSetBytes?: number }
    readonly rootfs?: { readonly usedBytes?: number }
    readonly logs?: { readonly usedBytes?: number }
  }[]
  readonly volume?: readonly { readonly name: string; readonly usedBytes?: number }[]
}

function usageOf(pod: Pod, stats: GoStats | undefined): PodUsage {
  return {
    pod: goPod(pod),
    memory: stats?.memory?.workingSetBytes,
    processes: stats?.process_stats?.process_count ?? 0,
    containers: (stats?.containers ?? []).map(({ name, memory, rootfs, logs }) => ({
      name,
      memory: memory?.workingSetBytes,
      rootfs: rootfs?.usedBytes,
      logs: logs?.usedBytes,
    })),
    volumes: new Map((stats?.volume ?? []).map(({ name, usedBytes = 0 }) => [name, usedBytes])),
  }
}

tables.describe('eviction-admit', ({ input, expected }) => {
  const refusal = nodePressure(() => input.nodeConditions)(goPod(input.pod), [])
  const { reason = '', message = '' } = refusal ?? {}
  return {
    ours: { admit: refusal === undefined, message, reason },
    theirs: expected,
  }
})

tables.describe('eviction-order', ({ input, expected }) => {
  const pods: Pod[] = input.pods
  const stats: Record<string, GoStats> = input.stats ?? {}
  const order = orderedBy(
    input.orderBy,
    pods.map((pod) => usageOf(pod, stats[pod.metadata.uid ?? ''])),
  )
  return { ours: order.map(({ pod }) => pod.metadata.name), theirs: expected.order }
})

tables.describe('eviction-message', ({ input, expected }) => {
  const stats = input.stats[input.pod.metadata.uid]
  const thresholds = (input.thresholds ?? []).map(thresholdOf)
  const usage = usageOf(input.pod, stats)
  const message = evictionMessage(input.resourceToReclaim, usage, thresholds, observationsOf(input.observations))
  return { ours: message, theirs: expected.message }
})

type Times<K> = [K, number][]

function timesOf<K>(go: Record<string, string>, key: (text: string) => K): Map<K, number> {
  return new Map(Object.entries(go).map(([text, at]): [K, number] => [key(text), time(at)]))
}

/** To the millisecond. */
function time(text: string): number {
  return parseRfc3339(text) ?? Number.NaN
}

const THRESHOLD_FUNCTIONS: Readonly<Record<string, (call: Call) => Answer>> = {
  thresholdsMet({ input, expected }) {
    const { thresholds, observations, enforceMinReclaim } = input
    return {
      ours: thresholdsMet(thresholds.map(thresholdOf), observationsOf(observations), enforceMinReclaim),
      theirs: expected.result.map(thresholdOf),
    }
  },
  thresholdsMetGracePeriod({ input, expected }) {
    const observed = timesOf(input.observedAt, (text) => thresholdOf(JSON.parse(text)))
    return { ours: thresholdsMetGracePeriod(observed, time(input.now)), theirs: expected.result.map(thresholdOf) }
  },
  nodeConditions({ input, expected }) {
    return { ours: nodeConditions(input.thresholds.map(thresholdOf)), theirs: expected.result }
  },
  nodeConditionsObservedSince({ input, expected }) {
    const observed = timesOf(input.observedAt, (text) => text as NodePressure)
    const ours = nodeConditionsObservedSince(observed, input.period.seconds * 1000, time(input.now))
    return { ours, theirs: expected.result }
  },
  nodeConditionsLastObservedAt({ input, expected }) {
    const before = timesOf(input.lastObservedAt, (text) => text as NodePressure)
    const ours: Times<NodePressure> = [...nodeConditionsLastObservedAt(input.nodeConditions, before, time(input.now))]
    return { ours, theirs: [...timesOf(expected.result, (text) => text as NodePressure)] }
  },
  thresholdsFirstObservedAt({ input, expected }) {
    const key = (text: string) => thresholdOf(JSON.parse(text))
    const before = timesOf(input.lastObservedAt, key)
    const ours: Times<Threshold> = [
      ...thresholdsFirstObservedAt(input.thresholds.map(thresholdOf), before, time(input.now)),
    ]
    return { ours, theirs: [...timesOf(expected.result, key)] }
  },
}

tables.describe('eviction-thresholds', (call) => {
  const { fn, thresholds = [] } = call.input
  const answer = THRESHOLD_FUNCTIONS[fn]
  if (!answer) return skip(`${fn}: no text configures the thresholds here`)
  if (thresholds.some(({ signal }: GoThreshold) => signal.includes('inodes'))) return skip('inodes are not counted')
  return answer(call)
})

interface GoStep {
  readonly at: number
  readonly pods?: Pod[]
  readonly thresholds?: GoThreshold[]
  readonly summary: {
    readonly node: {
      readonly memory?: { readonly availableBytes: number; readonly workingSetBytes: number }
      readonly fs?: { readonly availableBytes: number; readonly capacityBytes: number }
      readonly rlimit?: { readonly maxpid: number; readonly curproc: number }
      readonly systemContainers?: readonly {
        readonly name: string
        readonly memory: { readonly availableBytes: number; readonly workingSetBytes: number }
      }[]
    }
    readonly pods?: GoStats[]
  }
}

function observed({ node }: GoStep['summary']): Observations {
  const found = new Map<Signal, Observation>()
  const { memory, fs, rlimit } = node
  if (memory) {
    const { availableBytes, workingSetBytes } = memory
    found.set('memory.available', { available: availableBytes, capacity: availableBytes + workingSetBytes })
  }
  const pods = node.systemContainers?.find(({ name }) => name === 'pods')?.memory
  if (pods) {
    const capacity = pods.availableBytes + pods.workingSetBytes
    found.set('allocatableMemory.available', { available: pods.availableBytes, capacity })
  }
  if (fs) found.set('nodefs.available', { available: fs.availableBytes, capacity: fs.capacityBytes })
  if (rlimit) {
    found.set('pid.available', { available: rlimit.maxpid - rlimit.curproc, capacity: rlimit.maxpid })
  }
  return found
}

tables.describe('eviction-manager', ({ name, input, expected }) => {
  if (input.dedicatedImageFs || input.dedicatedContainerFs) return skip('a node has one disk')
  if (name.startsWith('TestNodeReclaimFuncs')) return skip('nothing of the node’s own is removed to make room')
  if (name.startsWith('TestInodePressure')) return skip('inodes are not counted')
  if (name.startsWith('TestStorageLimitEvictions')) return skip('limits of single Pods are looked at apart')
  let pods: Pod[] = input.pods
  let thresholds: GoThreshold[] = input.thresholds
  let state: EvictionState = NO_PRESSURE
  // Later ones are other managers, whose thresholds the table does not hold.
  const comparable = name.endsWith('_VerifyPodStatus') ? 1 : input.steps.length
  const ours = (input.steps as GoStep[]).slice(0, comparable).map((step) => {
    pods = step.pods ?? pods
    thresholds = step.thresholds ?? thresholds
    const config = {
      thresholds: thresholds.filter(({ operator }) => operator !== '').map(thresholdOf),
      pressureTransitionPeriod: input.pressureTransitionPeriod.seconds * 1000,
      maxPodGracePeriodSeconds: input.maxPodGracePeriodSeconds,
    }
    const usages = pods.map((pod) => {
      const stats = step.summary.pods?.find(({ podRef }) => podRef?.uid === pod.metadata.uid)
      return usageOf(pod, stats)
    })
    const verdict = synchronize(config, state, observed(step.summary), usages, Math.round(step.at * 1000))
    state = verdict.state
    const { victim } = verdict
    const killed = victim && {
      pod: victim.usage.pod.metadata.name,
      grace: victim.graceSeconds,
      message: victim.message,
    }
    return { killed: killed ?? null, conditions: state.conditions }
  })
  const theirs = expected.steps
    .slice(0, comparable)
    .map(({ killed, nodeConditions: conditions }: Call['expected']) => ({
      killed: killed && { pod: killed.pod, grace: killed.gracePeriodOverride, message: killed.status.message },
      conditions,
    }))
  return { ours, theirs }
})
