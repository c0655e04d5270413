import { at, listAt, mapAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'
import type { Lines } from './lines.ts'
import { formatLabelSelector } from './scheduling.ts'

const INGRESS = { direction: 'ingress', title: 'From', peers: 'from', place: 'source' } as const
const EGRESS = { direction: 'egress', title: 'To', peers: 'to', place: 'destination' } as const

// kubectl: pkg/describe/describe.go describeNetworkPolicy, describeNetworkPolicySpec (v1.36)
export const NETWORK_POLICY = plainDescriber((out, object) => {
  nameLines(out, object)
  out.line(0, `Created on:\t${(object.metadata.creationTimestamp ?? '').replace('T', ' ').replace('Z', ' +0000 UTC')}`)
  metaLines(out, object)
  out.line(0, 'Spec:')
  const selector = formatLabelSelector(mapAt(object, 'spec', 'podSelector'))
  const nobody = '<none> (Allowing the specific traffic to all pods in this namespace)'
  out.line(1, `PodSelector:     ${selector === '<none>' ? nobody : selector}`)
  const types = listAt(object, 'spec', 'policyTypes')
  for (const way of [INGRESS, EGRESS]) {
    const isAffected = types.includes(way.direction === 'ingress' ? 'Ingress' : 'Egress')
    if (!isAffected) out.line(1, `Not affecting ${way.direction} traffic`)
    else {
      out.line(1, `Allowing ${way.direction} traffic:`)
      ruleLines(out, listAt(object, 'spec', way.direction), way)
    }
  }
  out.line(1, `Policy Types: ${types.join(', ') || '<none>'}`)
}, 'none')

// kubectl: pkg/describe/describe.go printNetworkPolicySpecIngressFrom, printNetworkPolicySpecEgressTo (v1.36)
function ruleLines(out: Lines, rules: readonly unknown[], way: typeof INGRESS | typeof EGRESS): void {
  if (rules.length === 0) out.line(2, `<none> (Selected pods are isolated for ${way.direction} connectivity)`)
  rules.forEach((rule, index) => {
    const ports = listAt(rule, 'ports')
    if (ports.length === 0) out.line(2, 'To Port: <any> (traffic allowed to all ports)')
    for (const port of ports) out.line(2, portText(port))
    const peers = listAt(rule, way.peers)
    if (peers.length === 0) out.line(2, `${way.title}: <any> (traffic not restricted by ${way.place})`)
    for (const peer of peers) {
      out.line(2, `${way.title}:`)
      peerLines(out, peer)
    }
    if (index < rules.length - 1) out.line(2, '----------')
  })
}

function portText(port: unknown): string {
  const protocol = textAt(port, 'protocol') || 'TCP'
  const number = at(port, 'port') === undefined ? '<nil>' : textAt(port, 'port')
  const end = textAt(port, 'endPort')
  return end === '' ? `To Port: ${number}/${protocol}` : `To Port Range: ${number}-${end}/${protocol}`
}

function peerLines(out: Lines, peer: unknown): void {
  const [namespaces, pods] = [at(peer, 'namespaceSelector'), at(peer, 'podSelector')]
  if (namespaces) out.line(3, `NamespaceSelector: ${formatLabelSelector(mapAt(namespaces))}`)
  if (pods) out.line(3, `PodSelector: ${formatLabelSelector(mapAt(pods))}`)
  const block = at(peer, 'ipBlock')
  if (namespaces || pods || !block) return
  out.line(3, 'IPBlock:')
  out.line(4, `CIDR: ${textAt(block, 'cidr')}`)
  out.line(4, `Except: ${listAt(block, 'except').join(', ')}`)
}
