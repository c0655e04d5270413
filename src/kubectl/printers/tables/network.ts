import type { KubeObject, LabelSelector } from '../../../manifest/object/meta.ts'
import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, labelsText, listAt, mapAt, numberAt, textAt } from '../field.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

// printers: printService, getServiceExternalIP, makePortString (v1.36)
export const services = tablePrinter('NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE | SELECTOR', (object, now, wide) => {
  const type = textAt(object, 'spec', 'type')
  return [
    object.metadata.name,
    type,
    type === 'ExternalName' ? '<none>' : textAt(object, 'spec', 'clusterIP') || '<none>',
    externalAddress(object, type, wide),
    portsText(object) || '<none>',
    ageOf(object.metadata.creationTimestamp, now),
    labelsText(mapAt(object, 'spec', 'selector')),
  ]
})

function externalAddress(object: KubeObject, type: string, wide: boolean): string {
  if (type === 'ExternalName') return textAt(object, 'spec', 'externalName')
  const given = listAt(object, 'spec', 'externalIPs').map(String)
  if (type !== 'LoadBalancer') return given.join(',') || '<none>'
  return [balancerText(object, wide), ...given].filter((text) => text !== '').join(',') || '<pending>'
}

const BALANCER_WIDTH = 16

/** What a load balancer is reached by; without -o wide not much of a long name. */
// printers: loadBalancerStatusStringer, ingressLoadBalancerStatusStringer (v1.36)
function balancerText(object: KubeObject, wide: boolean): string {
  const names = listAt(object, 'status', 'loadBalancer', 'ingress').map(
    (each) => textAt(each, 'ip') || textAt(each, 'hostname'),
  )
  const text = [...new Set(names.filter((name) => name !== ''))].sort().join(',')
  return !wide && text.length > BALANCER_WIDTH ? `${text.slice(0, BALANCER_WIDTH - 3)}...` : text
}

function portsText(object: KubeObject): string {
  return listAt(object, 'spec', 'ports')
    .map((port) => {
      const node = numberAt(port, 'nodePort')
      return `${textAt(port, 'port')}${node > 0 ? `:${node}` : ''}/${textAt(port, 'protocol') || 'TCP'}`
    })
    .join(',')
}

// printers: printEndpoints, formatEndpoints (v1.36)
export const endpoints = tablePrinter('NAME ENDPOINTS AGE', (object, now) => {
  const subsets = listAt(object, 'subsets')
  const all = subsets.flatMap((subset) => {
    const ports = listAt(subset, 'ports')
    return listAt(subset, 'addresses').flatMap((address) =>
      ports.length === 0
        ? [textAt(address, 'ip')]
        : ports.map((port) => `${textAt(address, 'ip')}:${textAt(port, 'port')}`),
    )
  })
  return [
    object.metadata.name,
    few(all, subsets.length === 0 ? '<none>' : ''),
    ageOf(object.metadata.creationTimestamp, now),
  ]
})

// printers: printEndpointSlice (v1.36)
export const endpointSlices = tablePrinter('NAME ADDRESSTYPE PORTS ENDPOINTS AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'addressType'),
  few(
    listAt(object, 'ports').map((port) => textAt(port, 'port') || '*'),
    '<unset>',
  ),
  few(
    listAt(object, 'endpoints').flatMap((each) => listAt(each, 'addresses').map(String)),
    '<unset>',
  ),
  ageOf(object.metadata.creationTimestamp, now),
])

/** The first three, and how many there are beyond. */
function few(all: readonly string[], none: string): string {
  if (all.length === 0) return none
  return all.length > 3 ? `${all.slice(0, 3).join(',')} + ${all.length - 3} more...` : all.join(',')
}

// printers: printIngress, formatHosts (v1.36)
export const ingresses = tablePrinter('NAME CLASS HOSTS ADDRESS PORTS AGE', (object, now, wide) => [
  object.metadata.name,
  textAt(object, 'spec', 'ingressClassName') || '<none>',
  hostsText(listAt(object, 'spec', 'rules').map((rule) => textAt(rule, 'host'))),
  balancerText(object, wide),
  listAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
  ageOf(object.metadata.creationTimestamp, now),
])

/** Three at the most. Rules for every host are not named; behind the third, they count like all others. */
function hostsText(hosts: readonly string[]): string {
  const shown: string[] = []
  for (const host of hosts) {
    if (shown.length === 3) return `${shown.join(',')} + ${hosts.length - 3} more...`
    if (host !== '') shown.push(host)
  }
  return shown.join(',') || '*'
}

// printers: printNetworkPolicy (v1.36)
export const networkPolicies = tablePrinter('NAME POD-SELECTOR AGE', (object, now) => [
  object.metadata.name,
  selectorOf(mapAt(object, 'spec', 'podSelector') as LabelSelector) || '<none>',
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printIngressClass (v1.36)
export const ingressClasses = tablePrinter('NAME CONTROLLER PARAMETERS AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'spec', 'controller'),
  parametersText(at(object, 'spec', 'parameters')),
  ageOf(object.metadata.creationTimestamp, now),
])

function parametersText(parameters: unknown): string {
  if (parameters === undefined) return '<none>'
  const group = textAt(parameters, 'apiGroup')
  return `${textAt(parameters, 'kind')}${group === '' ? '' : `.${group}`}/${textAt(parameters, 'name')}`
}

// printers: printServiceCIDR (v1.36)
export const serviceCIDRs = tablePrinter('NAME CIDRS AGE', (object, now) => [
  object.metadata.name,
  listAt(object, 'spec', 'cidrs').map(String).join(','),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printIPAddress (v1.36)
export const ipAddresses = tablePrinter('NAME PARENTREF', (object) => {
  const parent = ['group', 'resource', 'namespace', 'name'].map((field) => textAt(object, 'spec', 'parentRef', field))
  return [object.metadata.name, parent.filter((text) => text !== '').join('/')]
})
