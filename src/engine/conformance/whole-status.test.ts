import { readFileSync } from 'node:fs'
import { isTerminal } from '../../manifest/pod/pod-status.ts'
import type { ContainerStatus, PodCondition, PodStatus } from '../../manifest/pod/status.ts'
import { isPastActiveDeadline } from '../kubelet/active-deadline.ts'
import { generateAPIPodStatus } from '../kubelet/generate-api-pod-status.ts'
import { terminatedPodStatus } from '../kubelet/terminated-pod-status.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { goPod, goRuntimeStatus, goTime } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('api-pod-status', ({ input, state, expected, featureGates }) => {
  const addresses = input.podStatus?.iPs ?? []
  if (addresses.length > 1 || (expected.status.podIPs ?? []).length > 1) return skip('addresses are IPv4 only')
  const runtime = goRuntimeStatus(input.podStatus)
  if (addresses.length > 0 && runtime.sandboxes.length === 0) return skip('an address comes with its sandbox')
  const pod = goPod(input.pod)
  const old = state?.cachedPodStatus ?? input.pod.status ?? {}
  const ours = generateAPIPodStatus({
    pod,
    runtime,
    old,
    podIsTerminal: input.podIsTerminal,
    startFailure: (container) => state?.reasonCache?.[container],
    hostIP: expected.status.hostIP,
    // The prober of these tests finds every app container ready.
    updateFromProbes: (status) => ({
      ...status,
      containerStatuses: status.containerStatuses?.map((each) => ({ ...each, ready: true })) ?? [],
    }),
    pastActiveDeadline: false,
  })
  const ungated = ({ type }: PodCondition) => featureGates?.[`${type}Condition`] !== false
  const modelled = ({ phase, reason, message, podIP, conditions, ...lists }: PodStatus) => ({
    phase,
    reason,
    message,
    // The tests keep the address beside the sandbox, and leave it out mostly.
    podIP: pod.spec.hostNetwork ? podIP : undefined,
    conditions: conditions?.filter(ungated).map(only),
    containers: lists.containerStatuses?.map((each) => ({ ...bare(each), ready: each.ready })),
    initContainers: (lists.initContainerStatuses ?? []).map(bare),
  })
  return { ours: modelled(ours), theirs: modelled({ containerStatuses: [], ...expected.status }) }
})

const only = ({ type, status, reason, message }: PodCondition) => ({ type, status, reason, message })

/** Without ids, images and times, which these tests leave open. */
function bare({ name, state, lastState, restartCount }: ContainerStatus) {
  return { name, state: timeless(state), lastState: timeless(lastState), restartCount }
}

function timeless({ running, terminated, waiting }: ContainerStatus['state']): object {
  const of = (part: object) =>
    Object.fromEntries(
      Object.entries(part).filter(([key, value]) => ['exitCode', 'reason', 'message'].includes(key) && value !== ''),
    )
  return {
    ...(running ? { running: {} } : {}),
    ...(terminated ? { terminated: of(terminated) } : {}),
    ...(waiting ? { waiting: of(waiting) } : {}),
  }
}

tables.describe('terminate-pod-status', ({ input, expected }) => {
  const modelled = ({ phase, containerStatuses, initContainerStatuses }: PodStatus) => ({
    phase,
    containers: (containerStatuses ?? []).map(bare),
    initContainers: (initContainerStatuses ?? []).map(bare),
  })
  const pod = goPod(input.pod)
  return {
    ours: modelled(terminatedPodStatus(pod, input.cachedStatus ?? pod.status)),
    theirs: modelled(expected.status),
  }
})

tables.describe('active-deadline', ({ input, expected }) => ({
  ours: isPastActiveDeadline(goPod(input.pod), input.pod.status ?? {}, goTime(input.clock) ?? 0),
  theirs: expected.shouldSync && expected.evict.evict,
}))

tables.describe('pod-status-helpers', ({ input, expected }) => {
  switch (input.fn) {
    case 'IsPodTerminal':
      return { ours: isTerminal(input.pod.status.phase), theirs: expected.terminal }
    case 'IsPodAvailable':
      return skip('minReadySeconds belongs to workloads')
    default:
      return skip('conditions are written whole, by those who own them')
  }
})
