import type { ImageSpec } from '../image.ts'
import { published } from './published.ts'

/** Networks of the cluster, load balancers and meshes. */
export const NETWORKING: readonly ImageSpec[] = [
  // flannel-io/flannel: images/Dockerfile (alpine)
  published({
    names: 'flannel/flannel coreos/flannel',
    base: 'alpine',
    mib: 35,
    binary: '/opt/bin/flanneld',
    tools: 'iptables',
  }),
  // flannel-io/cni-plugin: Dockerfile (alpine); its manifest copies the plugin in an init container
  published({
    names: 'flannel/flannel-cni-plugin rancher/mirrored-flannelcni-flannel-cni-plugin',
    base: 'alpine',
    mib: 5,
    binary: '/flannel',
    entrypoint: '',
  }),
  // projectcalico/calico: node/Dockerfile.amd64; runit starts everything
  published({
    names: 'calico/node',
    base: 'rhel',
    mib: 130,
    binary: '/usr/sbin/start_runit /bin/calico-node',
    entrypoint: '',
    cmd: 'start_runit',
    ports: [9099],
  }),
  // projectcalico/calico: cni-plugin/Dockerfile.amd64; /opt/cni/bin/install ends once it has copied the plugin
  published({ names: 'calico/cni', mib: 75, binary: '/opt/cni/bin/install', ends: [0, 3] }),
  // projectcalico/calico: kube-controllers/docker-images/*/Dockerfile (USER 999)
  published({
    names: 'calico/kube-controllers',
    mib: 32,
    binary: '/usr/bin/kube-controllers /usr/bin/check-status',
    user: '999',
    ports: [9094],
  }),
  published({ names: 'calico/typha', mib: 30, binary: '/code/calico-typha', user: '999', ports: [5473, 9098] }),
  // tigera/operator: build/Dockerfile
  published({ names: 'tigera/operator', base: 'rhel', mib: 75, binary: '/usr/local/bin/operator', user: '10001' }),
  // cilium/cilium: images/cilium/Dockerfile, images/operator/Dockerfile
  published({
    names: 'cilium/cilium',
    base: 'debian',
    mib: 230,
    binary: '/usr/bin/cilium-agent /usr/bin/cilium /usr/bin/cilium-dbg /usr/bin/cilium-health-responder',
    entrypoint: '',
    cmd: '/usr/bin/cilium-dbg',
    ports: [9879, 9962],
  }),
  ...['operator-generic', 'operator', 'operator-aws'].map((name) =>
    published({
      names: `cilium/${name}`,
      mib: 30,
      binary: `/usr/bin/cilium-${name}`,
      ports: [9234, 9963],
    }),
  ),
  // weaveworks/weave: prog/weave-kube/Dockerfile
  published({
    names: 'weaveworks/weave-kube',
    base: 'alpine',
    mib: 30,
    binary: '/home/weave/launch.sh',
    entrypoint: '/home/weave/launch.sh',
    ports: [6784],
  }),
  // metallb/metallb: controller/Dockerfile, speaker/Dockerfile; monitoring on 7472
  published({ names: 'metallb/controller', mib: 30, binary: '/controller', ports: [7472] }),
  published({ names: 'metallb/speaker', mib: 50, binary: '/speaker', ports: [7472, 7946] }),
  // kube-vip/kube-vip: Dockerfile (scratch)
  published({ names: 'kube-vip/kube-vip plndr/kube-vip', mib: 18, binary: '/kube-vip', ports: [2112] }),
  // istio/istio: pilot/docker/Dockerfile.proxyv2 (the manifests say runAsUser 1337), pilot/docker/Dockerfile.pilot (USER 1337:1337)
  published({
    names: 'istio/proxyv2 istio-release/proxyv2',
    base: 'debian',
    mib: 95,
    binary: '/usr/local/bin/pilot-agent /usr/local/bin/envoy',
    ports: [15020, 15021, 15090],
    tools: 'curl iptables',
  }),
  published({
    names: 'istio/pilot istio-release/pilot',
    base: 'debian',
    mib: 80,
    binary: '/usr/local/bin/pilot-discovery',
    user: '1337:1337',
    ports: [8080, 15010, 15012, 15014, 15017],
  }),
  // linkerd/linkerd2: Dockerfile.controller (distroless static, USER 65534); proxy: linkerd2-proxy, admin on 4191
  published({ names: 'linkerd/controller', mib: 30, binary: '/controller', user: '65534' }),
  published({
    names: 'linkerd/proxy',
    mib: 80,
    binary: '/usr/lib/linkerd/linkerd2-proxy-identity',
    user: '65534',
    ports: [4143, 4191],
  }),
  // kubernetes/dns: k8s-dns-node-cache; metrics on 9253
  published({
    names: 'dns/k8s-dns-node-cache k8s-dns-node-cache',
    base: 'debian',
    mib: 30,
    binary: '/node-cache',
    ports: [53, 9253],
  }),
  // cloudflare/cloudflared: Dockerfile (distroless base nonroot, USER 65532:65532)
  published({
    names: 'cloudflare/cloudflared',
    mib: 20,
    binary: '/usr/local/bin/cloudflared',
    entrypoint: '/usr/local/bin/cloudflared --no-autoupdate',
    cmd: 'version',
    user: '65532:65532',
  }),
]
