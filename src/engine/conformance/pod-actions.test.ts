import { readFileSync } from 'node:fs'
import type { PodSpec } from '../../manifest/pod/pod.ts'
import { computePodActions } from '../kubelet/compute-pod-actions.ts'
import type { ProbeResult } from '../kubelet/pod-actions.ts'
import {
  containerShouldRestart,
  findMatchingContainerRestartRule,
  hasRestartAllRule,
  shouldContainerBeRestarted,
  sourceOfRestartAll,
} from '../kubelet/restart-policy.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { containersOf, goPod, goRuntimeStatus } from '../testing/kubernetes-shapes.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('compute-pod-actions', ({ input, expected, state, featureGates }) => {
  // Whether the Pod as a whole can be resized matters only to one that says something for the whole.
  const gates = Object.keys(featureGates ?? {}).filter(
    (gate) =>
      input.pod.spec.resources || state?.actuatedPodResources || gate !== 'InPlacePodLevelResourcesVerticalScaling',
  )
  if (gates.length > 0) return skip(`gates differ: ${gates.join(', ')}`)
  const pod = goPod(input.pod)
  if (expected.containersToReset && !sourceOfRestartAll(pod, goRuntimeStatus(input.podStatus))) {
    return skip('here what has ended says that all restart, no flag')
  }
  const specs = containersOf(pod)
  const status = goRuntimeStatus(input.podStatus, (name, id) =>
    state?.specUnchanged?.[id] === false ? 'another' : (specs.find((each) => each.name === name)?.image ?? ''),
  )
  const inForce = {
    ...status,
    containers: status.containers.map((instance) => ({
      ...instance,
      ...(state?.actuatedResources ? { resources: state.actuatedResources[instance.name] ?? {} } : {}),
      podResources: state?.actuatedPodResources,
    })),
  }
  const results = (kind: string) => (id: string) => state?.[kind]?.[id] as ProbeResult | undefined
  const actions = computePodActions(pod, inForce, {
    liveness: results('livenessResults'),
    startup: results('startupResults'),
  })
  return {
    ours: {
      killPod: actions.killPod,
      createSandbox: actions.createSandbox,
      attempt: actions.attempt,
      init: actions.initContainersToStart,
      app: actions.containersToStart,
      ephemeral: actions.ephemeralContainersToStart,
      reset: actions.containersToReset,
      update: actions.containersToUpdate.map((update) => update.container.name),
      kill: Object.fromEntries(actions.containersToKill.map((kill) => [kill.instance.id, kill.message])),
    },
    theirs: {
      killPod: expected.killPod,
      createSandbox: expected.createSandbox,
      attempt: expected.attempt ?? 0,
      init: expected.initContainersToStart ?? [],
      app: expected.containersToStart ?? [],
      ephemeral: expected.ephemeralContainersToStart ?? [],
      reset: namesOf(expected.containersToReset ?? []),
      update: updatesOf(expected.containersToUpdate),
      kill: Object.fromEntries(
        Object.entries(expected.containersToKill as Record<string, { message: string }>).map(([id, kill]) => [
          id,
          kill.message,
        ]),
      ),
    },
  }
})

function updatesOf(byResource: Readonly<Record<string, { container: { name: string } }[]>> = {}): string[] {
  return [...new Set(Object.values(byResource).flatMap((list) => list.map(({ container }) => container.name)))]
}

tables.describe('container-should-restart', ({ input, expected }) => {
  switch (input.fn) {
    case 'ShouldContainerBeRestarted':
      return {
        ours: shouldContainerBeRestarted(input.container, goPod(input.pod), goRuntimeStatus(input.podStatus)),
        theirs: expected.result,
      }
    case 'ContainerShouldRestart':
      return {
        ours: containerShouldRestart(input.container, specOnly(input.pod), input.exitCode),
        theirs: expected.result,
      }
    case 'FindMatchingContainerRestartRule': {
      const { found, rule } = expected.result
      return {
        ours: findMatchingContainerRestartRule(input.container, input.exitCode),
        theirs: found ? rule.action : undefined,
      }
    }
    case 'ShouldAllContainersRestart': {
      if (input.apiPodStatus?.conditions) return skip('here what has ended says so, no condition')
      const source = sourceOfRestartAll(goPod(input.pod), goRuntimeStatus(input.podStatus))
      return { ours: source !== undefined, theirs: expected.result }
    }
    case 'AllContainersCouldRestart':
      return {
        ours: hasRestartAllRule(specOnly({ ...input.pod, containers: input.pod.containers ?? [] })),
        theirs: expected.result,
      }
    default:
      return skip(`${input.fn} has no counterpart`)
  }
})

/** Once each, in the order in which they are reset; Go lists past instances too. */
function namesOf(resets: readonly { container: { name: string } }[]): string[] {
  return [...new Set(resets.map(({ container }) => container.name))]
}

function specOnly(spec: PodSpec) {
  return goPod({ apiVersion: 'v1', kind: 'Pod', metadata: { name: '' }, spec, status: { phase: 'Pending' } })
}
