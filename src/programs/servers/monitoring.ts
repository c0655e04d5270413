import type { Task } from '../../engine/kernel/task.ts'
import type { Program } from '../../engine/runtime/program.ts'
import { type Daemon, daemon, GO, runDaemon, say } from './daemon.ts'

const LISTEN = /--web\.listen-address=\S*?:(\d+)/
const METRICS = '# HELP up Whether it is up.\n# TYPE up gauge\nup 1\n'

const EXPORTER: Daemon = {
  memoryMiB: 10,
  ports: [
    { port: 9113, flag: /-web\.listen-address[= ]\S*?:(\d+)/, http: { '/metrics': METRICS, '/': 'NGINX Exporter\n' } },
  ],
  says: '%Y/%m/%d %T Starting NGINX Prometheus Exporter',
  ready: '%Y/%m/%d %T NGINX Prometheus Exporter has successfully started',
}

/** nginx-prometheus-exporter: without an nginx that answers at its address it ends, unless it is told to try again. */
function* nginxExporter(sys: Parameters<Program>[0]): Task<number> {
  const option = (name: string): string | undefined =>
    new RegExp(`-nginx\\.${name}[= ](\\S+)`).exec(sys.argv.join(' '))?.[1]
  const uri = option('scrape-uri') ?? 'http://127.0.0.1:8080/stub_status'
  const [, host = '', port = '80', path = '/'] = /^https?:\/\/([^:/]+)(?::(\d+))?(\/.*)?$/.exec(uri) ?? []
  for (let left = Number(option('retries') ?? 0); ; left--) {
    const request = { method: 'GET', path, headers: {}, body: '' }
    const outcome = yield* sys.request(host, Number(port), request, 5000)
    if (outcome.kind === 'response' && outcome.response.status === 200) return yield* runDaemon(sys, EXPORTER)
    const got =
      outcome.kind === 'response' ? `expected 200 response, got ${outcome.response.status}` : 'connection refused'
    if (left > 0) {
      yield* sys.sleep(5000)
      continue
    }
    yield* say(sys, `%Y/%m/%d %T Could not create Nginx Client: failed to get ${uri}: ${got}`)
    return 1
  }
}

const PROM = 'time=%FT%T.%LZ level=INFO'

export const MONITORING: Readonly<Record<string, Program>> = {
  prometheus: daemon({
    startMs: 300,
    memoryMiB: 50,
    says: `${PROM} source=main.go msg="Starting Prometheus Server" mode=server`,
    ready: `${PROM} source=main.go msg="Server is ready to receive web requests."`,
    ports: [
      {
        port: 9090,
        flag: LISTEN,
        http: {
          '/-/healthy': 'Prometheus Server is Healthy.\n',
          '/-/ready': 'Prometheus Server is Ready.\n',
          '/metrics': METRICS,
          '/': 302,
        },
      },
    ],
    stop: { says: `${PROM} source=main.go msg="See you next time!"` },
  }),
  node_exporter: daemon({
    memoryMiB: 12,
    ready: `${PROM} source=tls_config.go msg="Listening on" address=[::]:9100`,
    ports: [{ port: 9100, flag: LISTEN, http: { '/metrics': METRICS, '/': 'Node Exporter\n' } }],
    stop: GO,
  }),
  'nginx-prometheus-exporter': nginxExporter,
  grafana: daemon({
    startMs: 4000,
    memoryMiB: 90,
    toStdout: true,
    says: 'logger=settings t=%FT%T.%LZ level=info msg="Starting Grafana"',
    ready: 'logger=http.server t=%FT%T.%LZ level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http',
    ports: [
      {
        port: 3000,
        env: 'GF_SERVER_HTTP_PORT',
        http: { '/api/health': '{"database":"ok"}\n', '/login': 'Grafana\n', '/metrics': METRICS, '*': 302 },
      },
    ],
  }),
  fluentd: daemon({
    startMs: 1500,
    memoryMiB: 60,
    toStdout: true,
    says: '%F %T +0000 [info]: parsing config file is succeeded path="/fluentd/etc/fluent.conf"',
    ready: '%F %T +0000 [info]: #0 fluentd worker is now running worker=0',
    ports: [{ port: 24224 }],
    stop: { afterMs: 1000, says: '%F %T +0000 [info]: Received graceful stop' },
  }),
  'fluent-bit': daemon({
    memoryMiB: 15,
    says: '[%Y/%m/%d %T] [ info] [fluent bit] started',
    ports: [{ port: 2020, http: { '/': '{"fluent-bit":{}}', '/api/v1/health': 'ok\n' } }],
    // Its grace: what is buffered has 5 s to go out.
    stop: { afterMs: 5000, says: '[engine] caught signal (SIGTERM)' },
  }),
  filebeat: daemon({
    memoryMiB: 50,
    says: '{"log.level":"info","@timestamp":"%FT%T.%LZ","message":"filebeat start running."}',
    stop: { says: '{"log.level":"info","@timestamp":"%FT%T.%LZ","message":"filebeat stopped."}' },
  }),
}
