import type { FieldError } from '../field-error.ts'
import { child } from '../path.ts'
import {
  type ExecAction,
  type HTTPGetAction,
  type SleepAction,
  setDefaultsHTTPGetAction,
  type TCPSocketAction,
} from './handler.ts'
import { validateHandler } from './validate-handler.ts'

export interface LifecycleHandler {
  exec?: ExecAction
  httpGet?: HTTPGetAction
  tcpSocket?: TCPSocketAction
  sleep?: SleepAction
}

export interface Lifecycle {
  postStart?: LifecycleHandler
  preStop?: LifecycleHandler
  stopSignal?: string
}

// apis/core/v1: zz_generated.defaults.go SetObjectDefaults_Pod, the part of lifecycle (v1.36)
export function setDefaultsLifecycle(lifecycle: Lifecycle): void {
  for (const handler of [lifecycle.postStart, lifecycle.preStop]) {
    if (handler?.httpGet) setDefaultsHTTPGetAction(handler.httpGet)
  }
}

// apis/core/validation: validation.go validateLifecycle (v1.36)
export function validateLifecycle(lifecycle: Lifecycle, gracePeriod: number | undefined, path: string): FieldError[] {
  const { postStart, preStop } = lifecycle
  return [
    ...(postStart ? validateHandler(postStart, gracePeriod, child(path, 'postStart')) : []),
    ...(preStop ? validateHandler(preStop, gracePeriod, child(path, 'preStop')) : []),
  ]
}
