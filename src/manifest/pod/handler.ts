export type IntOrString = number | string

export interface ExecAction {
  command?: string[]
}

export interface HTTPGetAction {
  path?: string
  port: IntOrString
  host?: string
  scheme?: string
  httpHeaders?: { name: string; value: string }[]
}

export interface TCPSocketAction {
  port: IntOrString
  host?: string
}

export interface GRPCAction {
  port: number
  service?: string
}

export interface SleepAction {
  seconds: number
}

// apis/core/v1: defaults.go SetDefaults_HTTPGetAction (v1.36)
export function setDefaultsHTTPGetAction(action: HTTPGetAction): void {
  action.path ||= '/'
  action.scheme ||= 'HTTP'
}
