import { DEFAULT_NAMESPACE } from '../../manifest/object/meta.ts'
import type { Container } from '../../manifest/pod/container.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { Mount } from '../runtime/files/file-system.ts'
import { Volume } from '../runtime/files/volume.ts'
import { CLUSTER_DNS_IP, CLUSTER_DOMAIN, NODE_DNS_IP } from '../world/cluster-addresses.ts'

interface DnsConfig {
  readonly nameservers?: readonly string[]
  readonly searches?: readonly string[]
  readonly options?: readonly { readonly name: string; readonly value?: string }[]
}

/** The name that the Pod's processes take for their machine's. */
// kubelet: kubelet_pods.go GeneratePodHostNameAndDomain (v1.36)
export function hostnameOf(pod: Pod, nodeName: string): string {
  if (pod.spec.hostNetwork) return nodeName
  const hostname = (pod.spec.hostname ?? pod.metadata.name).slice(0, 63).replace(/[-.]+$/, '')
  return pod.spec.setHostnameAsFQDN && pod.spec.subdomain ? `${hostname}.${domainOf(pod)}` : hostname
}

function domainOf({ metadata, spec }: Pod): string {
  return `${spec.subdomain}.${metadata.namespace ?? DEFAULT_NAMESPACE}.svc.${CLUSTER_DOMAIN}`
}

/** What the kubelet and the runtime write for a whole Pod and mount in each of its containers. */
export function podFiles(pod: Pod, hostname: string, podIP: string, nodeName: string, now: () => number): Volume {
  const volume = new Volume({ now })
  volume.writeFile('hosts', hostsFile(pod, hostname, podIP, nodeName))
  volume.writeFile('hostname', `${hostname}\n`)
  volume.writeFile('resolv.conf', resolvConf(pod))
  return volume
}

/** Those files, the memory that a Pod's processes share, and the file for a container's last words; a manifest's own mounts go before. */
// kubelet: kubelet_pods.go makeMounts, kuberuntime_container.go makeMounts (v1.36)
export function podFileMounts(container: Container, files: Volume, shm: Volume, now: () => number): Mount[] {
  const taken = new Set(container.volumeMounts?.map(({ mountPath }) => mountPath.replace(/\/+$/, '')))
  const last = container.terminationMessagePath ?? '/dev/termination-log'
  const termination = new Volume({ now })
  // Whoever the container's user is may write to it.
  termination.writeFile('log', '', 0o666)
  // containerd mounts its own files like the root, but for those that the kubelet writes.
  const readOnly = container.securityContext?.readOnlyRootFilesystem ?? false
  return [
    { path: '/etc/hosts', volume: files, subPath: 'hosts' },
    { path: '/etc/hostname', volume: files, subPath: 'hostname', readOnly },
    { path: '/etc/resolv.conf', volume: files, subPath: 'resolv.conf', readOnly },
    { path: '/dev/shm', volume: shm },
    { path: last, volume: termination, subPath: 'log' },
  ].filter(({ path }) => !taken.has(path))
}

const LOCAL_HOSTS = [
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
]

// kubelet: kubelet_pods.go managedHostsFileContent, nodeHostsFileContent, hostsEntriesFromHostAliases (v1.36)
function hostsFile(pod: Pod, hostname: string, podIP: string, nodeName: string): string {
  const { hostAliases = [], hostNetwork, subdomain } = pod.spec
  const own = subdomain ? `${hostname.replace(/\..*/, '')}.${domainOf(pod)}\t${hostname}` : hostname
  const lines = hostNetwork
    ? ['# Kubernetes-managed hosts file (host network).', '127.0.0.1\tlocalhost', `127.0.1.1\t${nodeName}`]
    : ['# Kubernetes-managed hosts file.', ...LOCAL_HOSTS, `${podIP}\t${own}`]
  if (hostAliases.length > 0) {
    lines.push('', '# Entries added by HostAliases.')
    for (const { ip, hostnames = [] } of hostAliases) lines.push([ip, ...hostnames].join('\t'))
  }
  return `${lines.join('\n')}\n`
}

// kubelet: network/dns/dns.go GetPodDNS, appendDNSConfig (v1.36); containerd: sandbox_run_linux.go parseDNSOptions (v2.1)
function resolvConf({ metadata, spec }: Pod): string {
  const inCluster =
    spec.dnsPolicy === 'ClusterFirstWithHostNet' ||
    ((spec.dnsPolicy ?? 'ClusterFirst') === 'ClusterFirst' && !spec.hostNetwork)
  const { nameservers = [], searches = [], options = [] } = (spec.dnsConfig ?? {}) as DnsConfig
  const namespace = metadata.namespace ?? DEFAULT_NAMESPACE
  const base = inCluster
    ? {
        nameservers: [CLUSTER_DNS_IP],
        searches: [`${namespace}.svc.${CLUSTER_DOMAIN}`, `svc.${CLUSTER_DOMAIN}`, CLUSTER_DOMAIN],
        options: ['ndots:5'],
      }
    : { nameservers: spec.dnsPolicy === 'None' ? [] : [NODE_DNS_IP], searches: [], options: [] }
  const given = options.map(({ name, value }) => (value === undefined ? name : `${name}:${value}`))
  const kept = base.options.filter((each) => !options.some(({ name }) => each.split(':')[0] === name))
  const search = [...new Set([...base.searches, ...searches])]
  const all = [...kept, ...given]
  return [
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...[...new Set([...base.nameservers, ...nameservers])].map((server) => `nameserver ${server}`),
    ...(all.length > 0 ? [`options ${all.join(' ')}`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('')
}
