import {
  type ExecAction,
  type GRPCAction,
  type HTTPGetAction,
  setDefaultsHTTPGetAction,
  type TCPSocketAction,
} from './handler.ts'

export type ProbeKind = 'liveness' | 'readiness' | 'startup'
export const PROBE_KINDS: readonly ProbeKind[] = ['startup', 'liveness', 'readiness']

/** Seconds, as the manifest has them. After defaulting everything but the grace period is present. */
export interface Probe {
  exec?: ExecAction
  httpGet?: HTTPGetAction
  tcpSocket?: TCPSocketAction
  grpc?: GRPCAction
  initialDelaySeconds?: number
  timeoutSeconds?: number
  periodSeconds?: number
  successThreshold?: number
  failureThreshold?: number
  terminationGracePeriodSeconds?: number
}

// apis/core/v1: defaults.go SetDefaults_Probe (v1.36)
export function setDefaultsProbe(probe: Probe): void {
  probe.timeoutSeconds ||= 1
  probe.periodSeconds ||= 10
  probe.successThreshold ||= 1
  probe.failureThreshold ||= 3
  if (probe.httpGet) setDefaultsHTTPGetAction(probe.httpGet)
  if (probe.grpc) probe.grpc.service ??= ''
}
