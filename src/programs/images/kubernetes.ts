import { described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { versionIn } from './version.ts'

/** Kubernetes' own: static executables in images without a shell. */
export const KUBERNETES: readonly ImageSpec[] = [
  described({
    names: 'pause pause-amd64',
    base: 'none',
    mib: 0.3,
    entrypoint: '/pause',
    user: '65535:65535',
    programs: '/pause',
  }),
  described({
    names: 'coredns coredns/coredns',
    base: 'none',
    mib: 16,
    entrypoint: '/coredns',
    ports: [53],
    programs: '/coredns',
  }),
  described({
    names: 'metrics-server metrics-server/metrics-server',
    base: 'none',
    mib: 19,
    entrypoint: '/metrics-server',
    user: '65534',
    programs: '/metrics-server',
  }),
  described({ names: 'kube-proxy', mib: 30, programs: '/usr/local/bin/kube-proxy', tools: 'iptables' }),
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((name) =>
    described({ names: name, base: 'none', mib: 28, programs: `/usr/local/bin/${name}` }),
  ),
  // Since 3.5 without a shell; Kubernetes' own had one for longer, and has the tool, too.
  described({
    names: 'etcd coreos/etcd',
    mib: 56,
    cmd: '/usr/local/bin/etcd',
    ports: [2379, 2380],
    programs: '/usr/local/bin/etcd /usr/local/bin/etcdctl /usr/local/bin/etcdutl',
    byTag: (tag) => {
      const version = versionIn(tag, '3.6.5 3.5.21 3.4.37')
      return { base: version.atLeast(3, 5) ? 'none' : 'alpine', env: { ETCD_VERSION: version.text } }
    },
  }),
  described({
    names: 'ingress-nginx/controller nginx-ingress-controller',
    base: 'alpine',
    mib: 105,
    entrypoint: '/usr/bin/dumb-init --',
    cmd: '/nginx-ingress-controller',
    user: '101',
    ports: [80, 443],
    programs: '/nginx-ingress-controller',
    tools: 'curl',
    files: {
      '/usr/bin/dumb-init': { kind: 'file', content: '#!/bin/sh\nshift\nexec "$@"\n', mode: 0o755 },
      '/wait-shutdown': {
        kind: 'file',
        content: '#!/bin/sh\nkill -TERM 1\nwhile kill -0 1 2>/dev/null; do sleep 1; done\n',
        mode: 0o755,
      },
    },
  }),
  described({
    names: 'test-webserver',
    base: 'none',
    mib: 2,
    cmd: '/test-webserver',
    ports: [80],
    programs: '/test-webserver',
  }),
  described({ names: 'goproxy', base: 'none', mib: 2, entrypoint: '/goproxy', ports: [8080], programs: '/goproxy' }),
  described({
    names: 'echoserver google_containers/echoserver',
    mib: 45,
    cmd: '/usr/local/bin/run.sh',
    ports: [8080, 8443],
    programs: '/usr/local/bin/run.sh=echoserver',
  }),
  described({
    names: 'agnhost e2e-test-images/agnhost',
    base: 'alpine',
    mib: 50,
    entrypoint: '/agnhost',
    cmd: 'pause',
    ports: [80, 8080, 8081, 9376],
    programs: '/agnhost',
    tools: 'curl',
  }),
  described({
    names: 'liveness davidliyutong/liveness',
    base: 'busybox',
    mib: 4,
    entrypoint: '/server',
    programs: '/agnhost',
    files: { '/server': { kind: 'file', content: '#!/bin/sh\nexec /agnhost liveness\n', mode: 0o755 } },
  }),
  // The same program of a course, with 30 seconds in the place of 10.
  described({
    names: 'go-liveness 6o6/go-liveness',
    base: 'busybox',
    mib: 4,
    entrypoint: '/server',
    programs: '/server=go-liveness',
  }),
]
