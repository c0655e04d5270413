import type { KubeObject } from '../../manifest/object/meta.ts'
import type { Given } from '../command-line/flag-set.ts'
import { at, listAt, mapAt, numberAt, textAt } from '../printers/field.ts'

const EXPOSED = ['Deployment', 'Pod', 'ReplicaSet', 'ReplicationController', 'Service']
/** No label of a name is longer. */
const LONGEST = 63

/** The Service that shows an object to others; a text says why there is none. */
// kubectl: pkg/cmd/expose/expose.go RunExpose, createService (v1.36)
export function exposedService(given: Given, object: KubeObject): KubeObject | string {
  const { kind, metadata } = object
  if (!EXPOSED.includes(kind)) return `cannot expose a ${kind}`
  const selector = given.text('selector') === '' ? selectorOf(object) : pairs(given.text('selector'))
  if (typeof selector === 'string') {
    return `couldn't retrieve selectors via --selector flag or introspection: ${selector}`
  }
  const clusterIP = given.text('cluster-ip')
  const own = portsOf(object)
  const asked = given.text('port')
  const ports = asked === '' ? own.map(({ port }) => port) : asked.split(',')
  if (ports.length === 0 && clusterIP !== 'None') return "couldn't find port via --port flag or introspection"
  const unread = ports.find((port) => !/^[+-]?\d+$/.test(port))
  if (unread !== undefined) return `strconv.Atoi: parsing ${JSON.stringify(unread)}: invalid syntax`
  const labels = given.text('labels') === '' ? (metadata.labels ?? {}) : pairs(given.text('labels'))
  const target = given.text('target-port')
  const protocolOf = (port: string): string =>
    given.text('protocol') || (own.find((each) => each.port === port)?.protocol ?? 'TCP')
  const spec = {
    ...(clusterIP === '' ? {} : { clusterIP }),
    ...(given.text('external-ip') === '' ? {} : { externalIPs: [given.text('external-ip')] }),
    ...(given.text('load-balancer-ip') === '' ? {} : { loadBalancerIP: given.text('load-balancer-ip') }),
    ...(ports.length === 0
      ? {}
      : {
          ports: ports.map((port, index) => ({
            ...(ports.length > 1 ? { name: `port-${index + 1}` } : {}),
            port: Number(port),
            protocol: protocolOf(port),
            targetPort: target === '' ? Number(port) : /^\d+$/.test(target) ? Number(target) : target,
          })),
        }),
    selector,
    ...(given.text('session-affinity') === '' ? {} : { sessionAffinity: given.text('session-affinity') }),
    ...(given.text('type') === '' ? {} : { type: given.text('type') }),
  }
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      name: given.text('name') || metadata.name.slice(0, LONGEST),
    },
    spec,
    status: { loadBalancer: {} },
  } as KubeObject
}

type Labels = Readonly<Record<string, string>>

// kubectl: pkg/polymorphichelpers/mapbasedselectorforobject.go (v1.36)
function selectorOf(object: KubeObject): Labels | string {
  if (object.kind === 'Pod') {
    const { labels = {} } = object.metadata
    return Object.keys(labels).length > 0 ? labels : 'the pod has no labels and cannot be exposed'
  }
  if (object.kind === 'Service') {
    const selector = mapAt(object, 'spec', 'selector') as Labels
    return Object.keys(selector).length > 0 ? selector : 'the service has no pod selector set'
  }
  if (object.kind === 'ReplicationController') return mapAt(object, 'spec', 'selector') as Labels
  const labels = mapAt(object, 'spec', 'selector', 'matchLabels') as Labels
  if (listAt(object, 'spec', 'selector', 'matchExpressions').length > 0) {
    return "couldn't convert expressions to map-based selector format"
  }
  return Object.keys(labels).length > 0
    ? labels
    : `invalid ${object.kind.toLowerCase()}: no selectors, therefore cannot be exposed`
}

// kubectl: pkg/polymorphichelpers/portsforobject.go, protocolsforobject.go (v1.36)
function portsOf(object: KubeObject): readonly { readonly port: string; readonly protocol: string }[] {
  if (object.kind === 'Service') {
    return listAt(object, 'spec', 'ports').map((each) => ({
      port: String(numberAt(each, 'port')),
      protocol: textAt(each, 'protocol') || 'TCP',
    }))
  }
  const spec = object.kind === 'Pod' ? object.spec : at(object, 'spec', 'template', 'spec')
  return listAt(spec, 'containers').flatMap((container) =>
    listAt(container, 'ports').map((each) => ({
      port: String(numberAt(each, 'containerPort')),
      protocol: textAt(each, 'protocol') || 'TCP',
    })),
  )
}

function pairs(text: string): Labels {
  const labels: Record<string, string> = Object.create(null)
  for (const pair of text.split(',')) labels[pair.split('=')[0] as string] = pair.slice(pair.indexOf('=') + 1)
  return { ...labels }
}
