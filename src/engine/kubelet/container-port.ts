import type { Container } from '../../manifest/pod/container.ts'
import type { IntOrString } from '../../manifest/pod/handler.ts'

/** A port by number, or by its name among the container's own; a text says why not. */
// kubelet: pkg/probe/util.go ResolveContainerPort (v1.36)
export function resolveContainerPort(port: IntOrString, container: Container): number | string {
  let number = typeof port === 'number' ? port : container.ports?.find((each) => each.name === port)?.containerPort
  if (number === undefined && typeof port === 'string' && /^[+-]?\d+$/.test(port)) number = Number(port)
  if (number === undefined) return `strconv.Atoi: parsing "${port}": invalid syntax`
  if (number > 0 && number < 65536) return number
  return `invalid port number: ${number}`
}
