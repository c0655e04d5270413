import { describe, expect, it } from 'vitest'
import { type IngressSpec, validateIngress } from './validate-ingress.ts'

const SERVICE = { service: { name: 'web', port: { number: 80 } } }
const LABEL = /must consist of lower case/

function wrong(spec: IngressSpec): string[] {
  return validateIngress(spec, 'spec').map(({ path, detail }) => `${path}: ${detail}`)
}

/** A rule with one path. */
function rule(path: object, host?: string): IngressSpec {
  const paths = [{ path: '/', pathType: 'Prefix', backend: SERVICE, ...path }]
  return { rules: [{ ...(host === undefined ? {} : { host }), http: { paths } }] }
}

const AT = 'spec.rules[0].http.paths[0]'

describe('an Ingress', () => {
  it.each<[string, IngressSpec, string[]]>([
    ['a rule', rule({}), []],
    ['a default backend alone', { defaultBackend: SERVICE }, []],
    ['nothing', {}, ['spec: either `defaultBackend` or `rules` must be specified']],
    ['no rules', { rules: [] }, ['spec: either `defaultBackend` or `rules` must be specified']],
    ['a rule without paths', { rules: [{ http: { paths: [] } }] }, ['spec.rules[0].http.paths: ']],
    ['a host alone', { rules: [{ host: 'a.example.com' }] }, []],
    ['a wildcard', rule({}, '*.example.com'), []],
    ['an address', rule({}, '10.0.0.1'), ['spec.rules[0].host: must be a DNS name, not an IP address']],
    ['no pathType', rule({ pathType: undefined }), [`${AT}.pathType: pathType must be specified`]],
    ['a path of no root', rule({ path: 'a' }), [`${AT}.path: must be an absolute path`]],
    ['no path', rule({ path: undefined }), [`${AT}.path: must be an absolute path`]],
    ['no path, left to the controller', rule({ path: undefined, pathType: 'ImplementationSpecific' }), []],
    ['two slashes', rule({ path: '/a//b' }), [`${AT}.path: must not contain '//'`]],
    ['dots', rule({ path: '/a/../b' }), [`${AT}.path: must not contain '/../'`]],
    ['dots at the end', rule({ path: '/a/..' }), [`${AT}.path: cannot end with '/..'`]],
    ['an expression, left to the controller', rule({ path: '/a(/|$)(.*)', pathType: 'ImplementationSpecific' }), []],
    ['no backend', rule({ backend: undefined }), [`${AT}.backend: resource or service backend is required`]],
    [
      'two backends',
      rule({ backend: { ...SERVICE, resource: {} } }),
      [`${AT}.backend: cannot set both resource and service backends`],
    ],
    [
      'no port',
      rule({ backend: { service: { name: 'web' } } }),
      [`${AT}.backend.service.port: port name or number is required`],
    ],
    [
      'two ports',
      rule({ backend: { service: { name: 'web', port: { name: 'http', number: 80 } } } }),
      [`${AT}.backend.service.port: cannot set both port name & port number`],
    ],
    [
      'a port too high',
      rule({ backend: { service: { name: 'web', port: { number: 70_000 } } } }),
      [`${AT}.backend.service.port.number: must be between 1 and 65535, inclusive`],
    ],
    ['no service', rule({ backend: { service: { port: { number: 80 } } } }), [`${AT}.backend.service.name: `]],
  ])('%s', (_, spec, errors) => {
    expect(wrong(spec)).toEqual(errors)
  })

  it('names of hosts and classes are names', () => {
    expect(wrong(rule({}, 'Web_1'))[0]).toMatch(LABEL)
    expect(wrong({ ...rule({}), ingressClassName: 'Nginx!' })[0]).toMatch(LABEL)
  })

  it('a path type that there is not', () => {
    const [error] = validateIngress(rule({ pathType: 'Regex' }), 'spec')
    expect(error).toMatchObject({ path: `${AT}.pathType` })
  })
})
