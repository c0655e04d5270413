import { type FieldError, invalid } from '../field-error.ts'
import { child } from '../path.ts'
import {
  type ExecAction,
  type GRPCAction,
  type HTTPGetAction,
  setDefaultsHTTPGetAction,
  type TCPSocketAction,
} from './handler.ts'
import { validateHandler } from './validate-handler.ts'

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

const NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const

// apis/core/validation: validation.go validateProbe (v1.36)
function validateProbe(probe: Probe, gracePeriod: number | undefined, path: string): FieldError[] {
  const errors = validateHandler(probe, gracePeriod, path)
  for (const field of NUMBERS) {
    const value = probe[field] ?? 0
    if (value < 0) errors.push(invalid(child(path, field), value, 'must be greater than or equal to 0'))
  }
  const grace = probe.terminationGracePeriodSeconds
  if (grace !== undefined && grace <= 0) {
    errors.push(invalid(child(path, 'terminationGracePeriodSeconds'), grace, 'must be greater than 0'))
  }
  return errors
}

/** Success once is success where it decides about a restart. */
// apis/core/validation: validation.go validateLivenessProbe, validateStartupProbe (v1.36)
export function validateRestartingProbe(probe: Probe, gracePeriod: number | undefined, path: string): FieldError[] {
  const errors = validateProbe(probe, gracePeriod, path)
  if (probe.successThreshold !== 1) {
    errors.push(invalid(child(path, 'successThreshold'), probe.successThreshold ?? 0, 'must be 1'))
  }
  return errors
}

// apis/core/validation: validation.go validateReadinessProbe (v1.36)
export function validateReadinessProbe(probe: Probe, gracePeriod: number | undefined, path: string): FieldError[] {
  const errors = validateProbe(probe, gracePeriod, path)
  const grace = probe.terminationGracePeriodSeconds
  if (grace !== undefined) {
    errors.push(invalid(child(path, 'terminationGracePeriodSeconds'), grace, 'must not be set for readinessProbes'))
  }
  return errors
}
