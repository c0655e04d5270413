import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child, item } from '../path.ts'
import { validatePortNumOrName } from '../pod/validate-handler.ts'
import type { KubeObject } from './meta.ts'
import { isDNS1123Label, isValidPortNum } from './name.ts'
import { validateLabels } from './validate-meta.ts'

export interface ServicePort {
  name?: string
  protocol?: string
  port: number
  targetPort?: number | string
  nodePort?: number
}

export interface ServiceSpec {
  selector?: Record<string, string>
  ports?: ServicePort[]
  type?: string
  clusterIP?: string
  sessionAffinity?: string
  publishNotReadyAddresses?: boolean
  externalName?: string
  [field: string]: unknown
}

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']
const PROTOCOLS = ['SCTP', 'TCP', 'UDP']

// apis/core/v1: defaults.go SetDefaults_Service (v1.36)
export function setDefaultsService(service: KubeObject): void {
  setDefaultsServiceStatus(service)
  const spec = specOf(service)
  spec.type ||= 'ClusterIP'
  spec.sessionAffinity ||= 'None'
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP'
    if (!port.targetPort) port.targetPort = port.port
  }
  if (spec.type === 'ExternalName') return
  spec.internalTrafficPolicy ||= 'Cluster'
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') spec.externalTrafficPolicy ||= 'Cluster'
  if (spec.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true
}

/** An address that a load balancer has is reached without going through it again, where nobody says otherwise. */
// apis/core/v1: defaults.go SetDefaults_Service, ipMode (v1.36)
function setDefaultsServiceStatus({ spec, status }: KubeObject): void {
  if ((spec as ServiceSpec | undefined)?.type !== 'LoadBalancer') return
  const { ingress = [] } =
    ((status ?? {}) as { loadBalancer?: { ingress?: { ip?: string; ipMode?: string }[] } }).loadBalancer ?? {}
  for (const each of ingress) if (each.ip) each.ipMode ||= 'VIP'
}

// apis/core/validation: validation.go ValidateService (v1.36), without addresses and load balancers
export function validateService(service: KubeObject): FieldError[] {
  const spec = specOf(service)
  const errors: FieldError[] = []
  const { ports = [] } = spec
  const portsPath = 'spec.ports'
  if (ports.length === 0 && spec.type !== 'ExternalName' && spec.clusterIP !== 'None') errors.push(required(portsPath))
  const names = new Set<string>()
  for (const [index, port] of ports.entries()) {
    const at = item(portsPath, index)
    if (!port.name) {
      if (ports.length > 1) errors.push(required(child(at, 'name')))
    } else {
      errors.push(...isDNS1123Label(port.name).map((wrong) => invalid(child(at, 'name'), port.name, wrong)))
      if (names.has(port.name)) errors.push({ ...invalid(child(at, 'name'), port.name, ''), type: 'Duplicate value' })
      names.add(port.name)
    }
    errors.push(...isValidPortNum(port.port ?? 0).map((wrong) => invalid(child(at, 'port'), port.port ?? 0, wrong)))
    if (!PROTOCOLS.includes(port.protocol ?? '')) {
      errors.push(notSupported(child(at, 'protocol'), port.protocol ?? '', PROTOCOLS))
    }
    errors.push(...validatePortNumOrName(port.targetPort, child(at, 'targetPort')))
  }
  errors.push(...validateLabels(spec.selector, 'spec.selector'))
  if (!TYPES.includes(spec.type ?? '')) errors.push(notSupported('spec.type', spec.type ?? '', TYPES))
  return errors
}

function specOf(service: KubeObject): ServiceSpec {
  service.spec ??= {}
  return service.spec as ServiceSpec
}
