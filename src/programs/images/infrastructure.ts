import type { FileTree } from '../../engine/program-api/files.ts'
import { described } from './described.ts'
import type { ImageSpec } from './image.ts'
import { ALPINE_TOOLS, DEBIAN_TOOLS, executables, RHEL_TOOLS, withAccount } from './tools.ts'
import { versionIn } from './version.ts'

function owned(uid: number, ...paths: string[]): FileTree {
  return Object.fromEntries(paths.map((path) => [path, { kind: 'directory', uid }] as const))
}

/** `minio server /data`, where `server /data` is enough; the same for others that have one executable. */
function wordsOf(program: string, path = ''): FileTree[string] {
  const content = `#!/bin/sh\nset -e\nif [ "$1" != "${program}" ] && [ -n "$1" ]; then set -- ${path}${program} "$@"; fi\nexec "$@"\n`
  return { kind: 'file', content, mode: 0o755 }
}

/** What clusters keep their secrets, objects and measurements in. */
export const INFRASTRUCTURE: readonly ImageSpec[] = [
  // github.com/hashicorp/consul: Dockerfile; user consul 100
  described({
    names: 'consul hashicorp/consul',
    base: 'alpine',
    mib: 55,
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'agent -dev -client 0.0.0.0',
    ports: [8300, 8301, 8302, 8500, 8600],
    programs: '/usr/local/bin/docker-entrypoint.sh=consul-entrypoint /bin/consul',
    files: {
      ...withAccount({ ...ALPINE_TOOLS, ...executables('/usr/bin', 'curl') }, 'consul', 100, '/home/consul'),
      ...owned(100, '/consul/data', '/consul/config'),
    },
  }),
  // github.com/hashicorp/vault: Dockerfile; user vault 100
  described({
    names: 'vault hashicorp/vault',
    base: 'alpine',
    mib: 160,
    entrypoint: 'docker-entrypoint.sh',
    cmd: 'server -dev',
    ports: [8200],
    env: { VAULT_DEV_LISTEN_ADDRESS: '0.0.0.0:8200' },
    programs: '/usr/local/bin/docker-entrypoint.sh=vault-entrypoint /bin/vault',
    files: {
      ...withAccount(ALPINE_TOOLS, 'vault', 100, '/home/vault'),
      ...owned(100, '/vault/config', '/vault/logs', '/vault/file'),
    },
  }),
  // github.com/minio/minio: Dockerfile.release
  described({
    names: 'minio/minio',
    base: 'rhel',
    mib: 60,
    entrypoint: '/usr/bin/docker-entrypoint.sh',
    cmd: 'minio',
    ports: [9000],
    programs: '/usr/bin/minio',
    files: { '/usr/bin/docker-entrypoint.sh': wordsOf('minio'), '/data': { kind: 'directory', mode: 0o777 } },
  }),
  // github.com/influxdata/influxdata-docker: user influxdb 1000
  described({
    names: 'influxdb',
    mib: [130, 90],
    entrypoint: '/entrypoint.sh',
    cmd: 'influxd',
    ports: [8086],
    programs: '/entrypoint.sh=influxdb-entrypoint /usr/local/bin/influxd',
    byTag: (tag) => ({
      env: { INFLUXDB_VERSION: versionIn(tag, '2.7.12 1.12.2 1.8.10').text },
      files: {
        ...withAccount(/alpine/.test(tag) ? ALPINE_TOOLS : DEBIAN_TOOLS, 'influxdb', 1000, '/home/influxdb'),
        ...owned(1000, '/var/lib/influxdb2', '/var/lib/influxdb', '/etc/influxdb2'),
      },
    }),
  }),
  // github.com/cockroachdb/cockroach: build/deploy
  described({
    names: 'cockroachdb/cockroach',
    base: 'rhel',
    mib: 180,
    entrypoint: '/cockroach/cockroach.sh',
    dir: '/cockroach',
    ports: [8080, 26_257],
    env: { PATH: '/cockroach:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    programs: '/cockroach/cockroach',
    files: { ...RHEL_TOOLS, '/cockroach/cockroach.sh': wordsOf('cockroach', '/cockroach/') },
  }),
]

/** What is measured and collected, beside Prometheus and Grafana themselves. */
export const OBSERVERS: readonly ImageSpec[] = [
  described({
    names: 'prom/alertmanager prometheus/alertmanager',
    base: 'busybox',
    mib: 30,
    entrypoint: '/bin/alertmanager',
    cmd: '--config.file=/etc/alertmanager/alertmanager.yml --storage.path=/alertmanager',
    dir: '/alertmanager',
    user: 'nobody',
    ports: [9093],
    programs: '/bin/alertmanager /bin/amtool',
    files: {
      '/etc/alertmanager/alertmanager.yml': {
        kind: 'file',
        content: 'route: {receiver: none}\nreceivers: [{name: none}]\n',
      },
      '/alertmanager': { kind: 'directory', uid: 65_534 },
    },
  }),
  described({
    names: 'prom/pushgateway prometheus/pushgateway',
    base: 'busybox',
    mib: 12,
    entrypoint: '/bin/pushgateway',
    dir: '/pushgateway',
    user: 'nobody',
    ports: [9091],
    programs: '/bin/pushgateway',
  }),
  // github.com/grafana/loki: cmd/loki/Dockerfile; user loki 10001
  described({
    names: 'grafana/loki',
    mib: 35,
    entrypoint: '/usr/bin/loki',
    cmd: '-config.file=/etc/loki/local-config.yaml',
    user: '10001',
    ports: [3100],
    programs: '/usr/bin/loki',
    byTag: (tag) => ({
      base: versionIn(tag, '3.5.5').atLeast(3, 5) ? 'none' : 'alpine',
      files: {
        '/etc/loki/local-config.yaml': {
          kind: 'file',
          content: 'server:\n  http_listen_port: 3100\n  grpc_listen_port: 9096\ncommon:\n  path_prefix: /loki\n',
        },
        '/loki': { kind: 'directory', uid: 10_001 },
      },
    }),
  }),
  described({
    names: 'jaegertracing/all-in-one jaegertracing/jaeger',
    base: 'none',
    mib: 35,
    entrypoint: '/go/bin/all-in-one-linux',
    user: '10001',
    ports: [4317, 4318, 5778, 9411, 14_250, 14_268, 16_686],
    programs: '/go/bin/all-in-one-linux=jaeger',
  }),
  described({
    names:
      'otel/opentelemetry-collector otel/opentelemetry-collector-contrib opentelemetry-collector-releases/opentelemetry-collector',
    base: 'none',
    mib: 60,
    entrypoint: '/otelcol',
    cmd: '--config /etc/otelcol/config.yaml',
    user: '10001',
    ports: [4317, 4318, 55_678, 55_679],
    programs: '/otelcol=otel-collector',
    files: {
      '/etc/otelcol/config.yaml': {
        kind: 'file',
        content:
          'extensions:\n  health_check:\n    endpoint: 0.0.0.0:13133\nreceivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:4317\n      http:\n        endpoint: 0.0.0.0:4318\n',
      },
    },
  }),
]
