import { labelsText, listAt, mapAt, numberAt, textAt } from '../field.ts'
import { describer } from './describer.ts'
import { formatEndpointSlices } from './endpoints-text.ts'
import { metaLines, nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { endpointSlicesOf } from './reading.ts'

// kubectl: pkg/describe/describe.go describeService (v1.36)
export const SERVICE = describer({
  *read({ metadata }, { reader }) {
    return yield* endpointSlicesOf(reader, metadata.namespace ?? '', metadata.name)
  },
  write(out, service, slices) {
    nameLines(out, service)
    metaLines(out, service)
    out.line(0, `Selector:\t${labelsText(mapAt(service, 'spec', 'selector'))}`)
    out.line(0, `Type:\t${textAt(service, 'spec', 'type')}`)
    given(out, 'IP Family Policy', service, 'ipFamilyPolicy')
    out.line(0, `IP Families:\t${listAt(service, 'spec', 'ipFamilies').join(',') || '<none>'}`)
    out.line(0, `IP:\t${textAt(service, 'spec', 'clusterIP')}`)
    out.line(0, `IPs:\t${listAt(service, 'spec', 'clusterIPs').join(',') || '<none>'}`)
    given(out, 'External IPs', service, 'externalIPs')
    given(out, 'Desired LoadBalancer IP', service, 'loadBalancerIP')
    given(out, 'External Name', service, 'externalName')
    const ingress = listAt(service, 'status', 'loadBalancer', 'ingress')
    if (ingress.length > 0) out.line(0, `LoadBalancer Ingress:\t${ingress.map(ingressText).join(', ')}`)
    for (const port of listAt(service, 'spec', 'ports')) portLines(out, port, slices)
    out.line(0, `Session Affinity:\t${textAt(service, 'spec', 'sessionAffinity')}`)
    given(out, 'External Traffic Policy', service, 'externalTrafficPolicy')
    given(out, 'Internal Traffic Policy', service, 'internalTrafficPolicy')
    given(out, 'HealthCheck NodePort', service, 'healthCheckNodePort')
    given(out, 'LoadBalancer Source Ranges', service, 'loadBalancerSourceRanges')
    given(out, 'Traffic Distribution', service, 'trafficDistribution')
  },
})

/** Only where it is set. Items of a list are joined. */
function given(out: Lines, title: string, service: unknown, field: string): void {
  const text = textAt(service, 'spec', field)
  if (text !== '') out.line(0, `${title}:\t${text}`)
}

function portLines(out: Lines, port: unknown, slices: readonly unknown[]): void {
  const name = textAt(port, 'name')
  const protocol = textAt(port, 'protocol')
  out.line(0, `Port:\t${name || '<unset>'}\t${numberAt(port, 'port')}/${protocol}`)
  out.line(0, `TargetPort:\t${textAt(port, 'targetPort') || '0'}/${protocol}`)
  const application = textAt(port, 'appProtocol')
  if (application !== '') out.line(0, `AppProtocol:\t${application}`)
  const nodePort = numberAt(port, 'nodePort')
  if (nodePort !== 0) out.line(0, `NodePort:\t${name || '<unset>'}\t${nodePort}/${protocol}`)
  out.line(0, `Endpoints:\t${formatEndpointSlices(slices, name)}`)
}

// kubectl: pkg/describe/describe.go buildIngressString (v1.36)
function ingressText(ingress: unknown): string {
  const ip = textAt(ingress, 'ip')
  const mode = textAt(ingress, 'ipMode')
  return ip === '' ? textAt(ingress, 'hostname') : `${ip}${mode === '' ? '' : ` (${mode})`}`
}
