import {
  type ExecAction,
  type HTTPGetAction,
  type SleepAction,
  setDefaultsHTTPGetAction,
  type TCPSocketAction,
} from './handler.ts'

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
