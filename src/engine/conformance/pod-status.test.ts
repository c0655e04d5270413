import { readFileSync } from 'node:fs'
import type { ContainerStatus, PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import { podToEndpoint } from '../controllers/endpoint-slices/plan-slices.ts'
import {
  generateAllContainersRestartingCondition,
  generateContainersReadyCondition,
  generatePodInitializedCondition,
  generatePodReadyCondition,
  generatePodReadyToStartContainersCondition,
} from '../kubelet/conditions.ts'
import { convertToAPIContainerStatuses } from '../kubelet/container-statuses.ts'
import { mergePodStatus } from '../kubelet/merge-pod-status.ts'
import { getPhase } from '../kubelet/pod-phase.ts'
import { sourceOfRestartAll } from '../kubelet/restart-policy.ts'
import { type Answer, type Call, ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goRuntimeStatus } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('pod-phase', ({ input, expected }) => ({
  ours: getPhase({
    pod: goPod({ metadata: {}, spec: input.podSpec, status: input.podStatus } as Parameters<typeof goPod>[0]),
    initStatuses: input.containerStatuses ?? [],
    statuses: input.containerStatuses ?? [],
    podIsTerminal: input.podIsTerminal,
    podHasInitialized: input.podHasInitialized,
  }),
  theirs: expected.phase,
}))

const only = ({ type, status, reason, message }: Partial<PodCondition>) => ({ type, status, reason, message })

tables.describe('pod-conditions', (call) => {
  const condition = conditionOf(call)
  return condition
    ? { ours: only(condition), theirs: only(call.expected.condition) }
    : skip('here what has ended says that all restart, no condition written before')
})

function conditionOf({ input }: Call): Partial<PodCondition> | undefined {
  const pod = goPod(input.pod)
  const all = (input.containerStatuses ?? undefined) as ContainerStatus[] | undefined
  switch (input.condition) {
    case 'ContainersReady':
      return generateContainersReadyCondition(pod, all, all, input.podPhase)
    case 'Ready': {
      const ready = generateContainersReadyCondition(pod, all, all, input.podPhase)
      return generatePodReadyCondition(pod, ready, input.conditions ?? [])
    }
    case 'Initialized': {
      const names = new Set(pod.spec.containers.map((container) => container.name))
      return generatePodInitializedCondition(
        pod,
        all,
        all?.filter((each) => names.has(each.name)) ?? [],
        input.podPhase,
      )
    }
    case 'PodReadyToStartContainers':
      return generatePodReadyToStartContainersCondition(pod, goRuntimeStatus(input.podStatus))
    case 'AllContainersRestarting': {
      if (input.oldPodStatus) return undefined
      const source = sourceOfRestartAll(pod, goRuntimeStatus(input.podStatus))
      return generateAllContainersRestartingCondition(source !== undefined, input.podPhase)
    }
    default:
      return undefined
  }
}

tables.describe('container-statuses', ({ input, expected, featureGates }) => {
  if (featureGates) return skip(`gates differ: ${Object.keys(featureGates).join(', ')}`)
  const pod = goPod(input.pod)
  const ours = convertToAPIContainerStatuses({
    podRestarting: input.podRestarting,
    pod,
    runtime: goRuntimeStatus(input.podStatus, (container) => specImage(input, container)),
    containers: input.containers,
    previous: input.previousStatus ?? [],
    hasInitContainers: input.hasInitContainers,
    isInitContainer: input.isInitContainer,
    startFailure: () => undefined,
  })
  // The test itself compares neither ids nor resources.
  const modelled = (status: ContainerStatus) => {
    const { name: container, state, lastState, ready, restartCount } = status
    return { container, state: timeless(state), lastState: timeless(lastState), ready, restartCount }
  }
  return { ours: ours.map(modelled), theirs: expected.containerStatuses.map(modelled) }
})

function specImage(input: Call['input'], name: string): string {
  return input.containers.find((container: { name: string }) => container.name === name)?.image ?? ''
}

/** Exit codes, reasons and messages; the tests have no times worth comparing. */
function timeless(state: ContainerStatus['state']): object {
  const { running, terminated, waiting } = state
  const bare = (part: object) =>
    Object.fromEntries(
      Object.entries(part).filter(([key, value]) => ['exitCode', 'reason', 'message'].includes(key) && value !== ''),
    )
  return {
    ...(running ? { running: {} } : {}),
    ...(terminated ? { terminated: bare(terminated) } : {}),
    ...(waiting ? { waiting: bare(waiting) } : {}),
  }
}

tables.describe('merge-pod-status', ({ input, expected }): Answer => {
  const pod = goPod(input.pod)
  const current = { ...pod, status: input.oldPodStatus as PodStatus }
  const modelled = ({ phase, reason, message, conditions }: PodStatus) => ({
    phase,
    reason,
    message,
    conditions: conditions?.map(only),
  })
  return {
    ours: modelled(mergePodStatus(current, input.newPodStatus, input.couldHaveRunningContainers)),
    theirs: modelled(expected.status),
  }
})

tables.describe('pod-in-endpoints', ({ input, expected }) => {
  const pod = goPod(input.pod)
  // Ours lists Pods that are being deleted, as the controller asks.
  if (!input.includeTerminating && pod.metadata.deletionTimestamp) return skip('asked without terminating Pods')
  if (pod.status.podIPs && !pod.status.podIP) return skip('here podIP is always the first of podIPs')
  return { ours: podToEndpoint(pod, false) !== undefined, theirs: expected.inEndpoints }
})
