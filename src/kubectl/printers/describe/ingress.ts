import { at, listAt, numberAt, textAt } from '../field.ts'
import { describer, plainDescriber, type Related } from './describer.ts'
import { formatEndpointSlices } from './endpoints-text.ts'
import { metaLines } from './head.ts'
import { annotationLines, labelLines } from './maps.ts'
import { endpointSlicesOf, oneOf } from './reading.ts'
import { textOr } from './words.ts'

type Backends = ReadonlyMap<unknown, string>

// kubectl: pkg/describe/describe.go describeIngressV1 (v1.36)
export const INGRESS = describer<Backends>({
  *read(ingress, related) {
    const texts = new Map<unknown, string>()
    const rules = listAt(ingress, 'spec', 'rules').flatMap((rule) => listAt(rule, 'http', 'paths'))
    const backends = [at(ingress, 'spec', 'defaultBackend'), ...rules.map((path) => at(path, 'backend'))]
    for (const backend of backends) {
      texts.set(backend, yield* describeBackend(related, ingress.metadata.namespace ?? '', backend))
    }
    return texts
  },
  write(out, ingress, backends) {
    const { name, namespace = '', labels = {}, annotations = {} } = ingress.metadata
    out.line(0, `Name:\t${name}`)
    labelLines(out, 'Labels', labels)
    out.line(0, `Namespace:\t${namespace}`)
    const addresses = listAt(ingress, 'status', 'loadBalancer', 'ingress').map(
      (each) => textAt(each, 'ip') || textAt(each, 'hostname'),
    )
    out.line(0, `Address:\t${[...new Set(addresses.filter((each) => each !== ''))].sort().join(',')}`)
    out.line(0, `Ingress Class:\t${textOr('<none>', ingress, 'spec', 'ingressClassName')}`)
    const standard = at(ingress, 'spec', 'defaultBackend')
    const otherwise = standard === undefined ? '<default>' : (backends.get(standard) ?? '')
    out.line(0, `Default backend:\t${otherwise}`)
    const certificates = listAt(ingress, 'spec', 'tls')
    if (certificates.length > 0) out.line(0, 'TLS:')
    for (const each of certificates) {
      const hosts = listAt(each, 'hosts').join(',')
      const secret = textAt(each, 'secretName')
      out.line(1, secret === '' ? `SNI routes ${hosts}` : `${secret} terminates ${hosts}`)
    }
    out.line(0, 'Rules:\n  Host\tPath\tBackends')
    out.line(1, '----\t----\t--------')
    const rules = listAt(ingress, 'spec', 'rules').filter((rule) => at(rule, 'http') !== undefined)
    if (rules.length === 0) out.line(1, `*\t*\t${otherwise}`)
    for (const rule of rules) {
      out.line(1, `${textAt(rule, 'host') || '*'}\t`)
      for (const path of listAt(rule, 'http', 'paths')) {
        out.line(2, `\t${textAt(path, 'path')} \t${backends.get(at(path, 'backend')) ?? ''}`)
      }
    }
    annotationLines(out, annotations)
  },
})

// kubectl: pkg/describe/describe.go describeBackendV1 (v1.36)
function* describeBackend({ reader }: Related, namespace: string, backend: unknown) {
  const resource = at(backend, 'resource')
  if (resource) {
    return `APIGroup: ${textOr('<none>', resource, 'apiGroup')}, Kind: ${textAt(resource, 'kind')}, Name: ${textAt(resource, 'name')}`
  }
  const service = at(backend, 'service')
  if (!service) return ''
  const number = numberAt(service, 'port', 'number')
  const named = textAt(service, 'port', 'name')
  const name = textAt(service, 'name')
  const shown = `${name}:${number === 0 ? named : number}`
  const slices = yield* endpointSlicesOf(reader, namespace, name)
  const object = yield* oneOf(reader, 'v1', 'Service', namespace, name)
  if ('missing' in object) return `${shown} (<error: ${String(object.missing)}>)`
  const port = listAt(object, 'spec', 'ports').findLast((each) =>
    number === 0 ? named !== '' && textAt(each, 'name') === named : numberAt(each, 'port') === number,
  )
  return `${shown} (${formatEndpointSlices(slices, textAt(port, 'name'))})`
}

// kubectl: pkg/describe/describe.go describeIngressClassV1 (v1.36)
export const INGRESS_CLASS = plainDescriber((out, object) => {
  out.line(0, `Name:\t${object.metadata.name}`)
  metaLines(out, object)
  out.line(0, `Controller:\t${textAt(object, 'spec', 'controller')}`)
  const parameters = at(object, 'spec', 'parameters')
  if (!parameters) return
  out.line(0, 'Parameters:')
  if (at(parameters, 'apiGroup') !== undefined) out.line(1, `APIGroup:\t${textAt(parameters, 'apiGroup')}`)
  out.line(1, `Kind:\t${textAt(parameters, 'kind')}`)
  out.line(1, `Name:\t${textAt(parameters, 'name')}`)
})
