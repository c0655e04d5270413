import { at, listAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'

// kubectl: pkg/describe/describe.go describeEndpoints (v1.36)
export const ENDPOINTS = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  out.line(0, 'Subsets:')
  for (const subset of listAt(object, 'subsets')) {
    const addresses = (field: string) =>
      listAt(subset, field)
        .map((address) => textAt(address, 'ip'))
        .join(',') || '<none>'
    out.line(1, `Addresses:\t${addresses('addresses')}`)
    out.line(1, `NotReadyAddresses:\t${addresses('notReadyAddresses')}`)
    const ports = listAt(subset, 'ports')
    if (ports.length > 0) {
      out.line(1, 'Ports:')
      out.line(2, 'Name\tPort\tProtocol')
      out.line(2, '----\t----\t--------')
    }
    for (const port of ports) {
      out.line(2, `${textAt(port, 'name') || '<unset>'}\t${textAt(port, 'port')}\t${textAt(port, 'protocol')}`)
    }
    out.line(0, '')
  }
})

// kubectl: pkg/describe/describe.go describeEndpointSliceV1 (v1.36)
export const ENDPOINT_SLICE = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  out.line(0, `AddressType:\t${textAt(object, 'addressType')}`)
  const ports = listAt(object, 'ports')
  if (ports.length === 0) out.line(0, 'Ports: <unset>')
  else {
    out.line(0, 'Ports:')
    out.line(1, 'Name\tPort\tProtocol')
    out.line(1, '----\t----\t--------')
  }
  const or = (value: string) => value || '<unset>'
  for (const port of ports) {
    out.line(1, `${or(textAt(port, 'name'))}\t${or(textAt(port, 'port'))}\t${textAt(port, 'protocol')}`)
  }
  const endpoints = listAt(object, 'endpoints')
  out.line(0, `Endpoints:${endpoints.length === 0 ? ' <none>' : ''}`)
  for (const endpoint of endpoints) {
    out.line(1, `- Addresses:\t${listAt(endpoint, 'addresses').join(', ') || '<none>'}`)
    out.line(2, 'Conditions:')
    out.line(3, `Ready:\t${or(textAt(endpoint, 'conditions', 'ready'))}`)
    out.line(2, `Hostname:\t${or(textAt(endpoint, 'hostname'))}`)
    if (at(endpoint, 'targetRef')) {
      out.line(2, `TargetRef:\t${textAt(endpoint, 'targetRef', 'kind')}/${textAt(endpoint, 'targetRef', 'name')}`)
    }
    out.line(2, `NodeName:\t${or(textAt(endpoint, 'nodeName'))}`)
    out.line(2, `Zone:\t${or(textAt(endpoint, 'zone'))}`)
  }
})
