import type { Container } from '../../../manifest/pod/container.ts'
import { isRestartableInitContainer, type Pod } from '../../../manifest/pod/pod.ts'
import { PROBE_KINDS, type Probe, type ProbeKind } from '../../../manifest/pod/probe.ts'

/** What gets a worker: the probes of app containers and sidecars. Init containers that end have none. */
// kubelet: prober/prober_manager.go AddPod, getRestartableInitContainers (v1.36)
export function probesOf(pod: Pod): { container: Container; kind: ProbeKind; probe: Probe }[] {
  const sidecars = (pod.spec.initContainers ?? []).filter(isRestartableInitContainer)
  return [...pod.spec.containers, ...sidecars].flatMap((container) =>
    PROBE_KINDS.flatMap((kind) => {
      const probe = probeOf(container, kind)
      return probe ? [{ container, kind, probe }] : []
    }),
  )
}

function probeOf(container: Container, kind: ProbeKind): Probe | undefined {
  return kind === 'liveness'
    ? container.livenessProbe
    : kind === 'readiness'
      ? container.readinessProbe
      : container.startupProbe
}
