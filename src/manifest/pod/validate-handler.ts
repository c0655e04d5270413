import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { isHTTPHeaderName, isValidPortName, isValidPortNum } from '../object/name.ts'
import { child } from '../path.ts'
import type { ExecAction, GRPCAction, HTTPGetAction, IntOrString, SleepAction, TCPSocketAction } from './handler.ts'

interface Handlers {
  readonly exec?: ExecAction
  readonly httpGet?: HTTPGetAction
  readonly tcpSocket?: TCPSocketAction
  readonly grpc?: GRPCAction
  readonly sleep?: SleepAction
}

/** What a probe or a hook does: exactly one thing. */
// apis/core/validation: validation.go validateHandler (v1.36)
export function validateHandler(handler: Handlers, gracePeriod: number | undefined, path: string): FieldError[] {
  const { exec, httpGet, tcpSocket, grpc, sleep } = handler
  const given: [name: string, validate: (at: string) => FieldError[]][] = []
  if (exec) given.push(['exec', (at) => (exec.command?.length ? [] : [required(child(at, 'command'))])])
  if (httpGet) given.push(['httpGet', (at) => validateHTTPGetAction(httpGet, at)])
  if (tcpSocket) given.push(['tcpSocket', (at) => validatePortNumOrName(tcpSocket.port, child(at, 'port'))])
  if (grpc) given.push(['grpc', (at) => validatePortNumOrName(grpc.port, child(at, 'port'))])
  if (sleep) given.push(['sleep', (at) => validateSleepAction(sleep, gracePeriod, at)])
  if (given.length === 0) return [required(path, 'must specify a handler type')]
  return given.flatMap(([name, validate], index) => {
    const at = child(path, name)
    return index === 0 ? validate(at) : [forbidden(at, 'may not specify more than 1 handler type')]
  })
}

function validateHTTPGetAction(action: HTTPGetAction, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (!action.path) errors.push(required(child(path, 'path')))
  errors.push(...validatePortNumOrName(action.port, child(path, 'port')))
  if (action.scheme !== 'HTTP' && action.scheme !== 'HTTPS') {
    errors.push(notSupported(child(path, 'scheme'), action.scheme ?? '', ['HTTP', 'HTTPS']))
  }
  for (const { name = '' } of action.httpHeaders ?? []) {
    for (const wrong of isHTTPHeaderName(name)) errors.push(invalid(child(path, 'httpHeaders'), name, wrong))
  }
  return errors
}

export function validatePortNumOrName(port: IntOrString | undefined, path: string): FieldError[] {
  const wrong = typeof port === 'string' ? isValidPortName(port) : isValidPortNum(port ?? 0)
  return wrong.map((each) => invalid(path, port ?? 0, each))
}

// apis/core/validation: validation.go validateSleepAction, with PodLifecycleSleepActionAllowZero (v1.36)
function validateSleepAction(sleep: SleepAction, gracePeriod: number | undefined, path: string): FieldError[] {
  const seconds = sleep.seconds ?? 0
  if (seconds >= 0 && (gracePeriod === undefined || seconds <= gracePeriod)) return []
  return [
    invalid(path, seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod ?? 0})`),
  ]
}
