import { hasLabels } from '../manifest/object/has-labels.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import type { ServiceSpec } from '../manifest/object/service.ts'
import type { Container } from '../manifest/pod/container.ts'
import type { IntOrString } from '../manifest/pod/handler.ts'
import type { LifecycleHandler } from '../manifest/pod/lifecycle.ts'
import type { Probe } from '../manifest/pod/probe.ts'
import { portsInCommand } from './asking-command.ts'
import type { PortProtocol, ServedPort } from './described-program.ts'

/** What a manifest says around a container: the Pod's labels and containers, and the Services of its namespace. */
export interface Around {
  readonly labels: Readonly<Record<string, string>>
  readonly containers: readonly Container[]
  readonly services: readonly KubeObject[]
}

type Asked = Map<number, Set<PortProtocol>>

/** Every port at which a container is asked for something, or says that it can be. */
export function askedPorts(container: Container, around: Around): ServedPort[] {
  const asked: Asked = new Map()
  const declared = new Set<number>()
  for (const { containerPort, protocol = 'TCP' } of container.ports ?? []) {
    if (protocol !== 'TCP') continue
    declared.add(containerPort)
    asked.set(containerPort, new Set())
  }
  for (const probe of probesOf(container)) askByHandler(asked, probe, container, around)
  for (const hook of hooksOf(container)) askByHandler(asked, hook, container, around)
  askByServices(asked, container, around)
  return [...asked].map(([port, protocols]) => ({
    port,
    protocols: protocols.size > 0 ? [...protocols] : [protocolByName(container, port)],
    declared: declared.has(port),
  }))
}

export function probesOf({ startupProbe, livenessProbe, readinessProbe }: Container): Probe[] {
  return [startupProbe, livenessProbe, readinessProbe].filter((probe) => probe !== undefined)
}

export function hooksOf({ lifecycle }: Container): LifecycleHandler[] {
  return [lifecycle?.postStart, lifecycle?.preStop].filter((hook) => hook !== undefined)
}

function askByHandler(asked: Asked, handler: Probe, container: Container, around: Around): void {
  const { httpGet, tcpSocket, grpc, exec } = handler
  const ask = (port: IntOrString, protocol: PortProtocol, host?: string): void => {
    const number = numberOf(port, container)
    // Another host is asked there; a port that a neighbour declares is the neighbour's.
    if (number === undefined || isElsewhere(host) || isOfNeighbour(number, container, around)) return
    const protocols = asked.get(number)
    if (protocols) protocols.add(protocol)
    else asked.set(number, new Set([protocol]))
  }
  if (httpGet) ask(httpGet.port, httpGet.scheme?.toUpperCase() === 'HTTPS' ? 'https' : 'http', httpGet.host)
  if (tcpSocket) ask(tcpSocket.port, 'tcp', tcpSocket.host)
  if (grpc) ask(grpc.port, 'grpc')
  for (const { port, protocol } of portsInCommand(exec?.command ?? [])) ask(port, protocol)
}

/** A port that nobody declares is the first container's: Services are written for it. */
function askByServices(asked: Asked, container: Container, around: Around): void {
  if (around.containers[0] !== container) return
  for (const { spec } of around.services) {
    const { selector, ports = [] } = (spec ?? {}) as ServiceSpec
    if (!selector || !hasLabels(around.labels, selector) || Object.keys(selector).length === 0) continue
    for (const { protocol = 'TCP', targetPort, port } of ports) {
      const number = numberOf(targetPort ?? port, container)
      if (protocol !== 'TCP' || number === undefined || isOfNeighbour(number, container, around)) continue
      if (!asked.has(number)) asked.set(number, new Set())
    }
  }
}

function numberOf(port: IntOrString, container: Container): number | undefined {
  const named = container.ports?.find(({ name }) => name !== undefined && name === port)?.containerPort
  const number = named ?? (/^\d{1,5}$/.test(String(port)) ? Number(port) : undefined)
  return number !== undefined && number > 0 && number < 65_536 ? number : undefined
}

function isElsewhere(host: string | undefined): boolean {
  return host !== undefined && host !== '' && host !== 'localhost' && !host.startsWith('127.')
}

function isOfNeighbour(port: number, container: Container, { containers }: Around): boolean {
  const declares = ({ ports = [] }: Container): boolean => ports.some(({ containerPort }) => containerPort === port)
  return !declares(container) && containers.some((other) => other !== container && declares(other))
}

/** Port names say what is spoken there: grpc, https-api. */
function protocolByName({ ports = [] }: Container, port: number): PortProtocol {
  const name = ports.find(({ containerPort }) => containerPort === port)?.name ?? ''
  if (/^grpc(?:-(?!web)|$)/.test(name)) return 'grpc'
  if (/^https(?:-|$)/.test(name)) return 'https'
  return /^tcp(?:-|$)/.test(name) ? 'tcp' : 'http'
}
