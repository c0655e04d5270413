import { type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { child, item } from '../path.ts'
import { isDNS1035Label, isDNS1123Subdomain, isValidPortNum } from './name.ts'

interface Backend {
  readonly service?: { readonly name?: string; readonly port?: { readonly name?: string; readonly number?: number } }
  readonly resource?: object
}

export interface IngressSpec {
  readonly defaultBackend?: Backend
  readonly rules?: readonly {
    readonly host?: string
    readonly http?: { readonly paths?: readonly { path?: string; pathType?: string; backend?: Backend }[] }
  }[]
  readonly ingressClassName?: string
}

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix']

// apis/networking/validation: validation.go ValidateIngressSpec (v1.36)
export function validateIngress(spec: IngressSpec, path: string): FieldError[] {
  const { rules = [], defaultBackend, ingressClassName } = spec
  if (rules.length === 0 && !defaultBackend) {
    return [invalid(path, undefined, 'either `defaultBackend` or `rules` must be specified')]
  }
  const errors = defaultBackend ? backendErrors(defaultBackend, child(path, 'defaultBackend')) : []
  for (const [index, { host, http }] of rules.entries()) {
    const at = item(child(path, 'rules'), index)
    if (host) {
      const bare = host.startsWith('*.') ? host.slice(2) : host
      if (isIP(host)) errors.push(invalid(child(at, 'host'), host, 'must be a DNS name, not an IP address'))
      errors.push(...isDNS1123Subdomain(bare).map((wrong) => invalid(child(at, 'host'), host, wrong)))
    }
    if (!http) continue
    const paths = child(child(at, 'http'), 'paths')
    if (!http.paths?.length) errors.push(required(paths))
    for (const [number, each] of (http.paths ?? []).entries()) errors.push(...pathErrors(each, item(paths, number)))
  }
  if (ingressClassName) {
    const at = child(path, 'ingressClassName')
    errors.push(...isDNS1123Subdomain(ingressClassName).map((wrong) => invalid(at, ingressClassName, wrong)))
  }
  return errors
}

function pathErrors(
  { path: given = '', pathType, backend }: { path?: string; pathType?: string; backend?: Backend },
  at: string,
): FieldError[] {
  if (pathType === undefined) return [required(child(at, 'pathType'), 'pathType must be specified')]
  const errors: FieldError[] = []
  if (!PATH_TYPES.includes(pathType)) errors.push(notSupported(child(at, 'pathType'), pathType, PATH_TYPES))
  else {
    const wrong = pathType === 'ImplementationSpecific' ? (given === '' ? [] : notAbsolute(given)) : pathProblems(given)
    errors.push(...wrong.map((detail) => invalid(child(at, 'path'), given, detail)))
  }
  return [...errors, ...backendErrors(backend ?? {}, child(at, 'backend'))]
}

function notAbsolute(path: string): string[] {
  return path.startsWith('/') ? [] : ['must be an absolute path']
}

// apis/networking/validation: validation.go validateHTTPIngressPath, invalidPathSequences (v1.36)
function pathProblems(path: string): string[] {
  const inside = ['//', '/./', '/../', '%2f', '%2F'].filter((sequence) => path.includes(sequence))
  const ends = ['/..', '/.'].filter((suffix) => path.endsWith(suffix))
  return [
    ...notAbsolute(path),
    ...inside.map((sequence) => `must not contain '${sequence}'`),
    ...ends.map((suffix) => `cannot end with '${suffix}'`),
  ]
}

function isIP(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.includes(':')
}

// apis/networking/validation: validation.go validateIngressBackend (v1.36)
function backendErrors({ service, resource }: Backend, path: string): FieldError[] {
  if (resource && service) return [invalid(path, '', 'cannot set both resource and service backends')]
  if (resource) return []
  if (!service) return [invalid(path, '', 'resource or service backend is required')]
  const at = child(path, 'service')
  const errors: FieldError[] = []
  if (!service.name) errors.push(required(child(at, 'name')))
  else errors.push(...isDNS1035Label(service.name).map((wrong) => invalid(child(at, 'name'), service.name, wrong)))
  const { name = '', number = 0 } = service.port ?? {}
  if (name !== '' && number !== 0) errors.push(forbidden(child(at, 'port'), 'cannot set both port name & port number'))
  else if (name === '' && number === 0) errors.push(required(child(at, 'port'), 'port name or number is required'))
  else if (name === '') {
    errors.push(...isValidPortNum(number).map((wrong) => invalid(child(child(at, 'port'), 'number'), number, wrong)))
  }
  return errors
}
