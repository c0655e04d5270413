import { DEFAULT_NAMESPACE, type KubeObject } from '../../manifest/object/meta.ts'
import type { ApiServer } from '../apiserver/server.ts'

interface ServiceSpec {
  readonly clusterIP?: string
  readonly ports?: readonly { readonly name?: string; readonly port: number; readonly protocol?: string }[]
}

/** The API server's own Service, which every cluster has; nobody else needs it here, so that it is not stored. */
const KUBERNETES: KubeObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kubernetes', namespace: DEFAULT_NAMESPACE },
  spec: { clusterIP: '10.96.0.1', ports: [{ name: 'https', port: 443, protocol: 'TCP' }] },
}

/** The Services that the kubelet knows of; the same array as long as they are the same. */
export function knownServices(api: ApiServer): readonly KubeObject[] {
  const stored = api.list('Service')
  let known = withOwn.get(stored)
  if (!known) {
    known = [KUBERNETES, ...stored]
    withOwn.set(stored, known)
  }
  return known
}

const withOwn = new WeakMap<readonly KubeObject[], readonly KubeObject[]>()

/** Variables about Services: of the API server's always, of those in the Pod's namespace if it has them linked. */
// kubelet: kubelet_pods.go getServiceEnvVarMap (v1.36)
export function serviceEnvironment(
  services: readonly KubeObject[],
  namespace: string,
  enableServiceLinks: boolean,
): ReadonlyMap<string, string> {
  const key = `${enableServiceLinks}/${namespace}`
  let environments = madeOf.get(services)
  if (!environments) {
    environments = new Map()
    madeOf.set(services, environments)
  }
  let env = environments.get(key)
  if (!env) {
    env = makeEnvironment(services, namespace, enableServiceLinks)
    environments.set(key, env)
  }
  return env
}

/** Every container hears of every Service of its namespace: worked out once for the same Services. */
const madeOf = new WeakMap<readonly KubeObject[], Map<string, ReadonlyMap<string, string>>>()

function makeEnvironment(
  services: readonly KubeObject[],
  namespace: string,
  enableServiceLinks: boolean,
): ReadonlyMap<string, string> {
  const env = new Map<string, string>()
  for (const service of services) {
    const { metadata } = service
    const isMaster = metadata.namespace === DEFAULT_NAMESPACE && metadata.name === 'kubernetes'
    if (isMaster || (metadata.namespace === namespace && enableServiceLinks)) {
      for (const [name, value] of variablesOf(service)) env.set(name, value)
    }
  }
  return env
}

/** Worked out once for each version of a Service. */
const made = new WeakMap<KubeObject, ReadonlyMap<string, string>>()

function variablesOf(service: KubeObject): ReadonlyMap<string, string> {
  let variables = made.get(service)
  if (!variables) {
    variables = makeVariables(service.metadata.name, service.spec as ServiceSpec)
    made.set(service, variables)
  }
  return variables
}

// kubelet: envvars/envvars.go FromServices, makeLinkVariables (v1.36)
function makeVariables(service: string, { clusterIP, ports = [] }: ServiceSpec): ReadonlyMap<string, string> {
  const env = new Map<string, string>()
  const first = ports[0]
  if (!clusterIP || clusterIP === 'None' || !first) return env
  const name = variableName(service)
  env.set(`${name}_SERVICE_HOST`, clusterIP)
  env.set(`${name}_SERVICE_PORT`, String(first.port))
  for (const port of ports) if (port.name) env.set(`${name}_SERVICE_PORT_${variableName(port.name)}`, String(port.port))
  for (const [index, { port, protocol = 'TCP' }] of ports.entries()) {
    const scheme = protocol.toLowerCase()
    const address = `${scheme}://${clusterIP}:${port}`
    const link = `${name}_PORT_${port}_${protocol.toUpperCase()}`
    if (index === 0) env.set(`${name}_PORT`, address)
    env.set(link, address)
    env.set(`${link}_PROTO`, scheme)
    env.set(`${link}_PORT`, String(port))
    env.set(`${link}_ADDR`, clusterIP)
  }
  return env
}

// kubelet: envvars/envvars.go makeEnvVariableName (v1.36)
function variableName(text: string): string {
  return text.replaceAll('-', '_').toUpperCase()
}
