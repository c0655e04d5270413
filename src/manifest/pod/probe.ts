import type { ExecAction, GRPCAction, HTTPGetAction, TCPSocketAction } from './handler.ts'

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
