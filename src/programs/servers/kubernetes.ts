import type { Program, Sys } from '../../engine/program-api/program.ts'
import { type Answer, daemon, GO, type Port, type Routes, runDaemon } from './daemon.ts'
import { ETCD } from './infra/etcd.ts'

const OK = 'ok'
const HEALTH: Routes = { '/healthz': OK, '/livez': OK, '/readyz': OK, '*': 403 }
const KLOG = 'I%m%d %T.%L000       1'

/** metrics-server is ready once it has asked every kubelet: after one resolution of its metrics, 15 s in its manifests. */
const scraped: Answer = (_request, _sys, age) =>
  age < 15_000 ? { status: 500, body: '[-]metric-storage-ready failed: not yet\n' } : { status: 200, body: OK }

function secure(port: number): Port {
  return { port, flag: /--secure-port=(\d+)/, http: HEALTH, tls: true }
}

/** CoreDNS serves what the plugins in its Corefile say; without a Corefile, `whoami` on port 53. */
function* coredns(sys: Sys) {
  const path = /-conf (\S+)/.exec(sys.argv.join(' '))?.[1] ?? `${sys.cwd}/Corefile`
  const file = sys.files.read(path)
  const text = typeof file === 'string' ? '' : file.text
  const plugin = (name: string, port: number, http: Routes): Port[] =>
    new RegExp(`^\\s*${name}\\b`, 'm').test(text) ? [{ port, http }] : []
  const zonePort = Number(/^\S*:(\d+)\s*\{/m.exec(text)?.[1] ?? 53)
  return yield* runDaemon(sys, {
    memoryMiB: 15,
    toStdout: true,
    ready: `.:${zonePort}\nCoreDNS-1.11.3\nlinux/amd64, go1.21.11, a6338e9`,
    ports: [
      { port: zonePort },
      ...plugin('health', 8080, { '/health': 'OK' }),
      ...plugin('ready', 8181, { '/ready': 'OK' }),
      ...plugin('prometheus', 9153, { '/metrics': '' }),
    ],
    stop: {
      afterMs: Number(/lameduck\s+(\d+)s/.exec(text)?.[1] ?? 0) * 1000,
      says: '[INFO] SIGTERM: Shutting down servers then terminating',
    },
  })
}

export const KUBERNETES: Readonly<Record<string, Program>> = {
  coredns,
  'metrics-server': daemon({
    startMs: 500,
    memoryMiB: 20,
    ports: [
      {
        port: 443,
        flag: /--secure-port=(\d+)/,
        tls: true,
        http: { '/livez': OK, '/healthz': OK, '/readyz': scraped, '*': 403 },
      },
    ],
    ready: `${KLOG} secure_serving.go:213] Serving securely`,
  }),
  'kube-proxy': daemon({
    memoryMiB: 15,
    says: `${KLOG} server_linux.go:66] "Using iptables proxy"`,
    ports: [
      { port: 10256, http: { '/healthz': OK, '/livez': OK } },
      { port: 10249, loopback: true, http: { '/healthz': OK } },
    ],
    stop: GO,
  }),
  'kube-apiserver': daemon({ startMs: 3000, memoryMiB: 250, ports: [secure(6443)], stop: { afterMs: 1000 } }),
  'kube-controller-manager': daemon({ startMs: 1000, memoryMiB: 50, ports: [secure(10257)] }),
  'kube-scheduler': daemon({ startMs: 1000, memoryMiB: 20, ports: [secure(10259)] }),
  ...ETCD,
  'nginx-ingress-controller': daemon({
    startMs: 1000,
    memoryMiB: 90,
    says: '-------------------------------------------------------------------------------\nNGINX Ingress controller\n-------------------------------------------------------------------------------',
    ready: `${KLOG} nginx.go:323] "Starting NGINX process"`,
    ports: [
      { port: 80, http: { '*': [404, '404 Not Found\n'] } },
      { port: 443, tls: true, http: { '*': [404, '404 Not Found\n'] } },
      { port: 10254, http: { '/healthz': OK, '/metrics': '' } },
    ],
    // It waits so long after nginx has ended.
    stop: { afterMs: 10_000, says: `${KLOG} main.go] "Handled quit, delaying controller exit" duration="10s"` },
  }),
  'test-webserver': daemon({ ports: [{ port: 80, http: { '*': '<pre>\n</pre>\n' } }], stop: GO }),
  goproxy: daemon({
    ports: [{ port: 8080, http: { '*': [500, 'This is a proxy server. Does not respond to non-proxy requests.\n'] } }],
    stop: GO,
  }),
}
