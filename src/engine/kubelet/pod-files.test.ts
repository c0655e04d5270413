import { describe, expect, test } from 'vitest'
import { type PodShape, pod } from '../testing/pod.ts'
import { hostnameOf, podFileMounts, podFiles } from './pod-files.ts'

function text(shape: PodShape, name: string): string {
  const made = pod(shape)
  const read = podFiles(made, hostnameOf(made, 'node-1'), '10.244.1.2', 'node-1', () => 0).files.read(`/${name}`)
  return typeof read === 'string' ? read : read.text
}

describe('/etc/hosts', () => {
  const head =
    '# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nfe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n'
  test.each<[string, PodShape, string]>([
    ['a Pod', {}, `${head}10.244.1.2\tweb\n`],
    ['its hostname', { hostname: 'a' }, `${head}10.244.1.2\ta\n`],
    [
      'with a subdomain',
      { hostname: 'a', subdomain: 'sub' },
      `${head}10.244.1.2\ta.sub.default.svc.cluster.local\ta\n`,
    ],
    [
      'host aliases',
      { hostAliases: [{ ip: '1.2.3.4', hostnames: ['foo', 'bar'] }] },
      `${head}10.244.1.2\tweb\n\n# Entries added by HostAliases.\n1.2.3.4\tfoo\tbar\n`,
    ],
    [
      'the node’s network',
      { hostNetwork: true },
      '# Kubernetes-managed hosts file (host network).\n127.0.0.1\tlocalhost\n127.0.1.1\tnode-1\n',
    ],
  ])('%s', (_, shape, expected) => expect(text(shape, 'hosts')).toBe(expected))
})

describe('/etc/resolv.conf', () => {
  const cluster = 'search default.svc.cluster.local svc.cluster.local cluster.local'
  test.each<[string, PodShape, string]>([
    ['ClusterFirst', {}, `${cluster}\nnameserver 10.96.0.10\noptions ndots:5\n`],
    ['Default', { dnsPolicy: 'Default' }, 'nameserver 10.0.0.2\n'],
    ['ClusterFirst on the node’s network', { hostNetwork: true }, 'nameserver 10.0.0.2\n'],
    [
      'ClusterFirstWithHostNet',
      { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
      `${cluster}\nnameserver 10.96.0.10\noptions ndots:5\n`,
    ],
    [
      'None',
      { dnsPolicy: 'None', dnsConfig: { nameservers: ['192.0.2.1'], searches: ['a.b'], options: [{ name: 'edns0' }] } },
      'search a.b\nnameserver 192.0.2.1\noptions edns0\n',
    ],
    [
      'an option in place of the usual one',
      { dnsConfig: { searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] } },
      `${cluster} a.b\nnameserver 10.96.0.10\noptions ndots:2\n`,
    ],
  ])('%s', (_, shape, expected) => expect(text(shape, 'resolv.conf')).toBe(expected))
})

test.each<[string, PodShape, string]>([
  ['its name', {}, 'web'],
  ['the node’s, on the node’s network', { hostNetwork: true, hostname: 'a' }, 'node-1'],
  ['cut off at 63, without what may not end a name', { hostname: `${'a'.repeat(62)}-b` }, 'a'.repeat(62)],
  ['in full', { hostname: 'a', subdomain: 'sub', setHostnameAsFQDN: true }, 'a.sub.default.svc.cluster.local'],
])('a Pod is called %s', (_, shape, expected) => expect(hostnameOf(pod(shape), 'node-1')).toBe(expected))

test('what a manifest mounts itself is not mounted over', () => {
  const made = pod()
  const files = podFiles(made, 'web', '10.244.1.2', 'node-1', () => 0)
  const container = { name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/etc/hosts/' }] }
  expect(podFileMounts(container, files, files, () => 0).map(({ path }) => path)).toEqual([
    '/etc/hostname',
    '/etc/resolv.conf',
    '/dev/shm',
    '/dev/termination-log',
  ])
})
