import type { KubeObject } from '../../../manifest/object/meta.ts'
import { at, labelsText, listAt, mapAt, numberAt, textAt } from '../field.ts'
import { ageOf } from '../pod-row.ts'
import { tablePrinter } from './table-printer.ts'

// printers: printService, getServiceExternalIP, makePortString (v1.36)
export const services = tablePrinter('NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE | SELECTOR', (object, now) => {
  const type = textAt(object, 'spec', 'type')
  return [
    object.metadata.name,
    type,
    type === 'ExternalName' ? '<none>' : textAt(object, 'spec', 'clusterIP') || '<none>',
    externalAddress(object, type),
    portsText(object) || '<none>',
    ageOf(object.metadata.creationTimestamp, now),
    labelsText(mapAt(object, 'spec', 'selector')),
  ]
})

function externalAddress(object: KubeObject, type: string): string {
  if (type === 'ExternalName') return textAt(object, 'spec', 'externalName')
  const given = listAt(object, 'spec', 'externalIPs').map(String)
  if (type !== 'LoadBalancer') return given.join(',') || '<none>'
  const balanced = listAt(object, 'status', 'loadBalancer', 'ingress').map(
    (each) => textAt(each, 'ip') || textAt(each, 'hostname'),
  )
  return [...balanced, ...given].join(',') || '<pending>'
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

// printers: printIngress (v1.36)
export const ingresses = tablePrinter('NAME CLASS HOSTS ADDRESS PORTS AGE', (object, now) => {
  const hosts = listAt(object, 'spec', 'rules').map((rule) => textAt(rule, 'host') || '*')
  const unique = hosts.length === 0 ? '*' : few(hosts, '*')
  return [
    object.metadata.name,
    textAt(object, 'spec', 'ingressClassName') || '<none>',
    unique,
    listAt(object, 'status', 'loadBalancer', 'ingress')
      .map((each) => textAt(each, 'ip') || textAt(each, 'hostname'))
      .join(','),
    listAt(object, 'spec', 'tls').length > 0 ? '80, 443' : '80',
    ageOf(object.metadata.creationTimestamp, now),
  ]
})

// printers: printNetworkPolicy (v1.36)
export const networkPolicies = tablePrinter('NAME POD-SELECTOR AGE', (object, now) => [
  object.metadata.name,
  labelsText(mapAt(object, 'spec', 'podSelector', 'matchLabels')),
  ageOf(object.metadata.creationTimestamp, now),
])

// printers: printIngressClass (v1.36)
export const ingressClasses = tablePrinter('NAME CONTROLLER PARAMETERS AGE', (object, now) => [
  object.metadata.name,
  textAt(object, 'spec', 'controller'),
  at(object, 'spec', 'parameters') === undefined ? '<none>' : textAt(object, 'spec', 'parameters', 'name'),
  ageOf(object.metadata.creationTimestamp, now),
])
