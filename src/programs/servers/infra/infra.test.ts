import { describe, expect, it } from 'vitest'
import { beside, listens, runImage, saidBy } from '../../testing/run-image.ts'

type Env = Readonly<Record<string, string>>
const ETCD = '--advertise-client-urls http://p:2379 --listen-client-urls http://0.0.0.0:2379'
const LOKI = { '/etc/loki.yaml': 'server:\n  http_listen_port: 3200\ncommon:\n  path_prefix: /loki\n' }
const OTEL = {
  '/etc/otelcol/config.yaml': 'receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: 0.0.0.0:14317\n',
}

describe('where they listen', () => {
  it.each<[image: string, args: string, env: Env, files: Env, port: number, there: boolean]>([
    ['quay.io/coreos/etcd:v3.5.17', '', {}, {}, 2379, false],
    ['quay.io/coreos/etcd:v3.5.17', `/usr/local/bin/etcd ${ETCD}`, {}, {}, 2379, true],
    [
      'quay.io/coreos/etcd:v3.5.17',
      '',
      { ETCD_LISTEN_CLIENT_URLS: 'http://0.0.0.0:3379', ETCD_ADVERTISE_CLIENT_URLS: 'http://p:3379' },
      {},
      3379,
      true,
    ],
    ['hashicorp/consul', '', {}, {}, 8500, true],
    ['hashicorp/consul', 'agent -dev', {}, {}, 8500, false],
    ['hashicorp/consul', 'agent -server -bootstrap-expect=1 -client=0.0.0.0 -http-port=8501', {}, {}, 8501, true],
    ['hashicorp/vault', '', {}, {}, 8200, true],
    ['hashicorp/vault', 'server -dev -dev-listen-address=0.0.0.0:8300', {}, {}, 8300, true],
    [
      'hashicorp/vault',
      'server -config=/etc/v.hcl',
      {},
      { '/etc/v.hcl': 'listener "tcp" {\n  address = "0.0.0.0:8250"\n  tls_disable = 1\n}\n' },
      8250,
      true,
    ],
    ['minio/minio', 'server /data', {}, {}, 9000, true],
    ['minio/minio', 'server /data --address :9090 --console-address :9091', {}, {}, 9090, true],
    ['minio/minio', 'minio server /data --console-address=:9091', {}, {}, 9091, true],
    ['influxdb:2', '', {}, {}, 8086, true],
    ['influxdb:1.8', '', { INFLUXDB_HTTP_BIND_ADDRESS: ':8087' }, {}, 8087, true],
    ['cockroachdb/cockroach', 'start-single-node --insecure', {}, {}, 26_257, true],
    ['cockroachdb/cockroach', 'start --insecure --join=a,b --http-addr=:8081', {}, {}, 8081, true],
    ['prom/prometheus', '--config.file=/etc/prometheus/prometheus.yml --web.listen-address=:9191', {}, {}, 9191, true],
    [
      'prom/prometheus',
      '--config.file=/etc/prometheus/prometheus.yml --web.listen-address=127.0.0.1:9090',
      {},
      {},
      9090,
      false,
    ],
    ['prom/alertmanager', '', {}, {}, 9093, true],
    ['prom/pushgateway', '--web.listen-address=:9192', {}, {}, 9192, true],
    ['prom/node-exporter', '--web.listen-address=:9200 --path.rootfs=/host', {}, {}, 9200, true],
    ['grafana/grafana', '', { GF_SERVER_HTTP_PORT: '3001' }, {}, 3001, true],
    ['grafana/grafana', '', {}, { '/etc/grafana/grafana.ini': '[server]\nhttp_port = 3005\n' }, 3005, true],
    ['grafana/loki', '-config.file=/etc/loki.yaml', {}, LOKI, 3200, true],
    ['jaegertracing/all-in-one', '', {}, {}, 16_686, true],
    ['otel/opentelemetry-collector', '', {}, {}, 13_133, true],
    ['otel/opentelemetry-collector', '', {}, OTEL, 14_317, true],
    ['fluent/fluent-bit', '', {}, {}, 2020, false],
    [
      'fluent/fluent-bit',
      '',
      {},
      { '/fluent-bit/etc/fluent-bit.conf': '[SERVICE]\n    HTTP_Server On\n    HTTP_Port 2021\n' },
      2021,
      true,
    ],
    ['memcached:1.6', '-p 11212', {}, {}, 11_212, true],
    ['memcached:1.6', 'memcached -m 64 -l 127.0.0.1', {}, {}, 11_211, false],
  ])('%s %s %j %j on %i: %s', (image, args, env, files, port, there) => {
    expect(listens(runImage(image, args === '' ? [] : args.split(' '), { env }, files), 6000, port)).toBe(there)
  })
})

describe('what they refuse', () => {
  it.each<[image: string, args: string, options: object, code: number, said: string]>([
    [
      'quay.io/coreos/etcd:v3.5.17',
      '/usr/local/bin/etcd --listen-client-urls http://0.0.0.0:2379',
      {},
      1,
      '--advertise-client-urls is required',
    ],
    ['quay.io/coreos/etcd:v3.5.17', '', { readOnlyRoot: true }, 1, 'read-only file system'],
    [
      'minio/minio',
      'server /data',
      { env: { MINIO_ROOT_USER: 'admin', MINIO_ROOT_PASSWORD: 'short' } },
      1,
      'MINIO_ROOT_PASSWORD length at least 8 characters',
    ],
    ['minio/minio', 'server /export', { uid: 1000 }, 1, 'file access denied'],
    ['minio/minio', '', {}, 0, 'minio [FLAGS] COMMAND'],
    ['prom/prometheus', '--config.file=/nowhere', {}, 2, 'err="open /nowhere: no such file or directory"'],
    ['prom/prometheus', '--nonsense=1', {}, 2, "unknown long flag '--nonsense'"],
    ['prom/prometheus', '', { readOnlyRoot: true }, 2, 'read-only file system'],
    ['grafana/grafana', '', { uid: 1000 }, 1, "GF_PATHS_DATA='/var/lib/grafana' is not writable."],
    ['cockroachdb/cockroach', 'start --insecure', {}, 1, 'no --join flags provided'],
    ['cockroachdb/cockroach', 'start-single-node', {}, 1, 'cannot load certificates'],
    ['hashicorp/vault', 'server', {}, 1, 'Must specify at least one config path using -config'],
    ['memcached', 'memcached', { uid: 0 }, 71, "can't run as root without the -u switch"],
  ])('%s %s %j ends with %i', (image, args, options, code, said) => {
    const outcome = runImage(image, args === '' ? [] : args.split(' '), options).running.end(10_000)
    expect(outcome.code).toBe(code)
    expect(saidBy(outcome)).toContain(said)
  })
})

describe('what they answer', () => {
  it.each<[image: string, args: string, at: number, port: number, path: string, method: string, status: number]>([
    ['quay.io/coreos/etcd:v3.5.17', `/usr/local/bin/etcd ${ETCD}`, 2000, 2379, '/health', 'GET', 200],
    ['hashicorp/vault', '', 2000, 8200, '/v1/sys/health', 'GET', 200],
    ['minio/minio', 'server /data', 2000, 9000, '/minio/health/live', 'GET', 200],
    ['prom/prometheus', '--config.file=/etc/prometheus/prometheus.yml', 2000, 9090, '/-/reload', 'POST', 403],
    [
      'prom/prometheus',
      '--config.file=/etc/prometheus/prometheus.yml --web.enable-lifecycle',
      2000,
      9090,
      '/-/reload',
      'POST',
      200,
    ],
    [
      'prom/prometheus',
      '--config.file=/etc/prometheus/prometheus.yml --web.route-prefix=/prom',
      2000,
      9090,
      '/prom/-/ready',
      'GET',
      200,
    ],
    ['grafana/loki', '', 5000, 3100, '/ready', 'GET', 503],
    ['grafana/loki', '', 20_000, 3100, '/ready', 'GET', 200],
  ])('%s %s at %i on %i%s', (image, args, at, port, path, method, status) => {
    const { machine, running } = runImage(image, args === '' ? [] : args.split(' '))
    const box = machine.requestAt(at, port, path, { method })
    running.end(at + 2000)
    expect(box.outcome).toMatchObject({ kind: 'response', response: { status } })
  })

  it('etcdctl says its version, and whether its server is well', () => {
    const { machine, running } = runImage('quay.io/coreos/etcd:v3.5.17')
    running.end(2000)
    expect(machine.run(['etcdctl', 'version'])).toMatchObject({
      code: 0,
      stdout: 'etcdctl version: 3.5.17\nAPI version: 3.5\n',
    })
    expect(machine.run(['etcdctl', 'endpoint', 'health'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('is healthy'),
    })
    expect(machine.run(['etcdctl', '--endpoints=http://127.0.0.1:1', 'endpoint', 'health'])).toMatchObject({ code: 1 })
  })

  it('memcached speaks its protocol', () => {
    const started = runImage('memcached:1.6-alpine')
    const script = "printf 'set a 0 0 2\\r\\nhi\\r\\nget a\\r\\nquit\\r\\n' | nc localhost 11211"
    expect(beside(started, 1000, script).stdout).toBe('STORED\r\nVALUE a 0 2\r\nhi\r\nEND\r\n')
  })
})
