import { generator } from './generator.ts'
import { sortedObject } from './sorted-object.ts'

interface Rule {
  readonly host: string
  readonly path: string
  readonly pathType: 'Exact' | 'Prefix'
  readonly service: string
  /** undefined: no TLS; empty: with the standard certificate. */
  readonly secret: string | undefined
}

const NOTHING =
  'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)'

// kubectl: pkg/cmd/create/create_ingress.go (v1.36)
export const ingress = generator({
  name: 'ingress',
  aliases: ['ing'],
  usage: 'NAME --rule=host/path=service:port[,tls[=secret]]  [options]',
  flags: '--annotation strings; --class string; --default-backend string; --rule strings',
  check: (given) => {
    const standard = given.text('default-backend')
    const rules = given.list('rule')
    if (standard === '' && rules.length === 0) return NOTHING
    const wrong = rules.find((rule) => ruleOf(rule) === undefined)
    if (wrong !== undefined) {
      return `rule ${wrong} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`
    }
    const annotation = given.list('annotation').find((text) => !text.includes('='))
    if (annotation !== undefined) return `annotation ${annotation} is invalid and should be in format key=[value]`
    return standard !== '' && standard.split(':').length !== 2
      ? 'default-backend should be in format servicename:serviceport'
      : undefined
  },
  object: (name, given) => {
    const annotations = new Map(
      given.list('annotation').map((text) => {
        const equals = text.indexOf('=')
        return [text.slice(0, equals), text.slice(equals + 1)] as const
      }),
    )
    const standard = given.text('default-backend')
    const rules = given.list('rule').flatMap((text) => ruleOf(text) ?? [])
    const tls = certificatesOf(rules)
    return {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: { name, ...(annotations.size > 0 ? { annotations: sortedObject(annotations) } : {}) },
      spec: {
        ...(given.text('class') === '' ? {} : { ingressClassName: given.text('class') }),
        ...(standard === '' ? {} : { defaultBackend: backendOf(standard) }),
        ...(tls.length > 0 ? { tls } : {}),
        ...(rules.length > 0 ? { rules: rulesOf(rules) } : {}),
      },
      status: { loadBalancer: {} },
    }
  },
  failure: 'failed to create ingress:',
})

/** host/path=service:port[,tls[=secret]]; a star at the end of the path takes everything below. */
// kubectl: pkg/cmd/create/create_ingress.go ruleRegex (v1.36)
function ruleOf(text: string): Rule | undefined {
  const [target = '', certificate, ...more] = text.split(',')
  const match = /^([\w*.-]*)\/([^=]*)=([\w-]+:[\w-]+)$/.exec(target)
  if (!match || more.length > 0 || (certificate !== undefined && !/^tls(?:=.+)?$/.test(certificate))) return undefined
  const [, host = '', path = '', service = ''] = match
  const isPrefix = path.endsWith('*')
  return {
    host,
    path: `/${isPrefix ? path.slice(0, -1) : path}`,
    pathType: isPrefix ? 'Prefix' : 'Exact',
    service,
    secret: certificate?.slice('tls='.length),
  }
}

function backendOf(text: string) {
  const [name = '', port = ''] = text.split(':')
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } }
}

/** The paths of a host stand together. */
function rulesOf(rules: readonly Rule[]) {
  const hosts = [...new Set(rules.map(({ host }) => host))]
  return hosts.map((host) => ({
    ...(host === '' ? {} : { host }),
    http: {
      paths: rules
        .filter((rule) => rule.host === host)
        .map(({ path, pathType, service }) => ({ path, pathType, backend: backendOf(service) })),
    },
  }))
}

/** The hosts of a certificate stand together, each host with its first one. */
// kubectl: pkg/cmd/create/create_ingress.go buildTLSRules (v1.36)
function certificatesOf(rules: readonly Rule[]) {
  const seen = new Set<string>()
  const certificates: { hosts?: string[]; secretName?: string }[] = []
  for (const { host, secret } of rules) {
    if (secret === undefined || seen.has(host)) continue
    seen.add(host)
    const known = certificates.find(({ secretName = '' }) => secretName === secret)
    if (known) known.hosts = [...(known.hosts ?? []), host]
    else if (host !== '' || secret !== '') {
      certificates.push({ ...(host === '' ? {} : { hosts: [host] }), ...(secret === '' ? {} : { secretName: secret }) })
    }
  }
  return certificates
}
