import { readFileSync } from 'node:fs'
import type { ProbeKind } from '../../manifest/pod/probe.ts'
import type { ContainerStatus, PodStatus } from '../../manifest/pod/status.ts'
import { resolveContainerPort } from '../kubelet/container-port.ts'
import { expandStaticCommand } from '../kubelet/expand-variables.ts'
import { countResult, decideTick, INITIAL_RESULT, type WorkerMemory } from '../kubelet/prober/do-probe.ts'
import { ProbeResultsManager } from '../kubelet/prober/results.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { containersOf, goPod, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

interface Step {
  readonly podStatus?: PodStatus
  readonly handlerOutcome: { readonly result: string; readonly err?: string }
  readonly before: {
    readonly containerID: string
    readonly onHold: boolean
    readonly resultRun: number
    readonly lastResult: string
    readonly cachedResult: string | null
  }
  readonly now: string
}

/** Drives a worker as the prober's manager does: take the container over, decide, count what was found. */
tables.describe('probe-worker', ({ name, input, expected, featureGates }) => {
  if (featureGates) return skip(`gates differ: ${Object.keys(featureGates).join(', ')}`)
  if (name.includes(', is restart,')) return skip('the kubelet is not restarted')
  if (name.includes('Startup / container terminated by restartAllContainers')) {
    return skip('not yet: a worker does not ask whether another container’s end restarts all')
  }
  const kind = input.probeType.toLowerCase() as ProbeKind
  const pod = goPod(input.pod)
  if (pod.metadata.deletionTimestamp && kind !== 'readiness') {
    return skip('the manager stops these workers when a Pod begins to end')
  }
  const container = containersOf(pod).find((each) => each.name === input.container)
  if (!container) return skip('no such container')
  const results = new ProbeResultsManager()
  const steps = input.steps as Step[]
  const first = steps[0]?.before
  const memory: WorkerMemory = {
    containerID: first?.containerID === '://' ? undefined : first?.containerID,
    lastResult: undefined,
    resultRun: first?.resultRun ?? 0,
    onHold: first?.onHold ?? false,
  }
  if (first?.cachedResult && memory.containerID) results.set(memory.containerID, first.cachedResult as 'Success')
  const ours = steps.map(({ podStatus, handlerOutcome, now }) => {
    const status = statusOf(podStatus, container.name)
    const containerID = status?.containerID
    // As the manager does it: a container of another id is taken over first.
    const ended = podStatus?.phase === 'Failed' || podStatus?.phase === 'Succeeded'
    if (!ended && containerID !== undefined && memory.containerID !== containerID) {
      memory.containerID = containerID
      memory.onHold = false
      results.set(containerID, INITIAL_RESULT[kind])
    }
    const decision = decideTick({
      pod,
      container,
      kind,
      probe: input.probe,
      phase: podStatus?.phase,
      status,
      memory,
      now: goTime(now) ?? 0,
    })
    if (decision.kind === 'notRunning') results.set(decision.containerID, 'Failure')
    if (decision.kind === 'probe' && handlerOutcome.err === undefined) {
      const found = handlerOutcome.result === 'failure' || handlerOutcome.result === 'unknown' ? 'Failure' : 'Success'
      const counted = countResult(memory, found, kind, input.probe)
      if (counted.kind === 'decided') results.set(decision.containerID, found)
    }
    return {
      keepGoing: decision.kind !== 'exit' && !(decision.kind === 'notRunning' && decision.exit),
      cachedResult: (containerID && results.get(containerID)) || null,
      onHold: memory.onHold,
      resultRun: memory.resultRun,
    }
  })
  return { ours, theirs: expected.steps.map(modelled) }
})

function modelled({ keepGoing, cachedResult, onHold, resultRun }: Record<string, unknown>) {
  return { keepGoing, cachedResult, onHold, resultRun }
}

function statusOf(status: PodStatus | undefined, name: string): ContainerStatus | undefined {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])].find(
    (each) => each.name === name,
  )
}

tables.describe('probe-result-mapping', ({ input, asserted }) => {
  if (!asserted?.expectCommand) return skip('a result stands for itself here: findings are not translated')
  const { container } = input
  const probe = container[`${input.probeType.toLowerCase()}Probe`]
  return {
    ours: expandStaticCommand(probe.exec.command, container.env ?? []),
    theirs: asserted.expectCommand,
  }
})

tables.describe('probe-port', ({ input, expected }) => ({
  ours: resolveContainerPort(input.port, { ...input.container, image: '' }),
  theirs: expected.error ?? expected.port,
}))
