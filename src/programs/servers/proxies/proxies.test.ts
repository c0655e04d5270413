import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../../engine/program-api/network.ts'
import { Machine, type Running } from '../../testing/machine.ts'

interface Asked {
  readonly outcome: string
  readonly headers: Readonly<Record<string, string>>
}

function ask(machine: Machine, running: Running, port: number, path: string, more: Partial<HttpRequest> = {}): Asked {
  const box = machine.requestAt(2000, port, path, { headers: { Host: 'site.test' }, ...more }, 60_000)
  running.end(70_000)
  const { outcome } = box
  if (outcome?.kind !== 'response') return { outcome: String(outcome?.kind), headers: {} }
  const { status, headers = {}, body = '' } = outcome.response
  return { outcome: `${status} ${body}`.trim(), headers }
}

function start(image: string, files: Readonly<Record<string, string>>, argv: readonly string[]) {
  const machine = new Machine({ image })
  for (const [path, text] of Object.entries(files)) {
    machine.files.makeDirectory(path.replace(/\/[^/]*$/, ''), true)
    machine.files.write(path, text)
  }
  return { machine, running: machine.start(argv) }
}

const ENVOY = (route: string, port = 3000): string => `
admin: {address: {socket_address: {address: 0.0.0.0, port_value: 9901}}}
static_resources:
  listeners:
  - address: {socket_address: {address: 0.0.0.0, port_value: 8080}}
    filter_chains:
    - filters:
      - name: envoy.http_connection_manager
        config:
          route_config:
            virtual_hosts:
            - {name: a, domains: ["*"], routes: [${route}]}
          http_filters: [{name: envoy.router}]
  - address: {socket_address: {address: 127.0.0.1, port_value: 3000}}
    filter_chains:
    - filters:
      - name: envoy.http_connection_manager
        config:
          route_config:
            virtual_hosts:
            - name: behind
              domains: ["*"]
              routes:
              - {match: {path: /v1/x}, direct_response: {status: 201, body: {inline_string: deep}}}
              - {match: {prefix: /}, direct_response: {status: 202, body: {inline_string: behind}}}
  clusters:
  - name: local
    load_assignment:
      endpoints:
      - lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: ${port}}}}}]
`

describe('envoy', () => {
  const run = (yaml: string, path: string, port = 8080): Asked => {
    const { machine, running } = start('envoyproxy/envoy:v1.31', { '/tmp/e.yaml': yaml }, [
      'envoy',
      '-c',
      '/tmp/e.yaml',
    ])
    return ask(machine, running, port, path)
  }

  it.each([
    [ENVOY('{match: {prefix: /}, route: {cluster: local}}'), '/a', '202 behind'],
    [ENVOY('{match: {prefix: /a}, route: {cluster: local, prefix_rewrite: /v1}}'), '/a/x', '201 deep'],
    [ENVOY('{match: {prefix: /}, route: {cluster: local}}', 3999), '/', '503 upstream connect error'],
    [ENVOY('{match: {prefix: /}, route: {cluster: nope}}'), '/', '503'],
    [ENVOY('{match: {prefix: /a}, route: {cluster: local}}'), '/b', '404'],
    [ENVOY('{match: {path: /h}, direct_response: {status: 200, body: {inline_string: ok}}}'), '/h', '200 ok'],
    [ENVOY('{match: {prefix: /}, redirect: {https_redirect: true}}'), '/x', '301'],
  ])('%s %s → %s', (yaml, path, outcome) => {
    const asked = run(yaml, path)
    expect(asked.outcome.startsWith(outcome)).toBe(true)
    expect(asked.headers.server).toBe('envoy')
  })

  it('has its admin page, and says which filters it does not follow', () => {
    expect(run(ENVOY('{match: {prefix: /}, route: {cluster: local}}'), '/ready', 9901).outcome).toBe('200 LIVE')
    const yaml = ENVOY('{match: {prefix: /}, route: {cluster: local}}').replace(
      'envoy.router',
      'envoy.filters.http.lua',
    )
    const { running } = start('envoyproxy/envoy:v1.31', { '/tmp/e.yaml': yaml }, ['envoy', '-c', '/tmp/e.yaml'])
    expect(running.end(2000).stderr).toContain('envoy: not simulated: envoy.filters.http.lua\n')
  })

  it.each([
    [['envoy', '-c', '/nope.yaml'], 'unable to read file: /nope.yaml'],
    [['envoy'], 'At least one of --config-path'],
    [['envoy', '--config-yaml', 'a: ['], 'Unable to convert YAML as JSON'],
  ])('%j ends with 1', (argv, message) => {
    const outcome = new Machine({ image: 'envoyproxy/envoy:v1.31' }).run(argv)
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(message)
  })
})

describe('haproxy', () => {
  const FILE = '/usr/local/etc/haproxy/haproxy.cfg'
  const launch = (cfg: string) => start('haproxy:3.0', { [FILE]: cfg }, ['docker-entrypoint.sh', 'haproxy', '-f', FILE])
  const front = (more: string): string =>
    `defaults\n  mode http\n  timeout server 5s\nfrontend web\n  bind *:8080\n${more}\nfrontend behind\n  bind 127.0.0.1:3000\n  http-request return status 202 string behind\n`

  it.each([
    [front('  default_backend app\nbackend app\n  server a 127.0.0.1:3000 check'), '/', '202 behind'],
    [front('  default_backend app\nbackend app\n  server a 127.0.0.1:3999'), '/', '503 <html><body><h1>503'],
    [
      front('  default_backend app\nbackend app\n  server a 127.0.0.1:3999\n  server b 127.0.0.1:3000'),
      '/status/x',
      '202 behind',
    ],
    [
      front('  default_backend app\nbackend app\n  server a 127.0.0.1:3999\n  server b 127.0.0.1:3000 backup'),
      '/status/x',
      '202 behind',
    ],
    [front('  default_backend app\nbackend app\n  server a 10.9.9.9:80'), '/', '504 <html><body><h1>504'],
    [front(''), '/', '503 <html>'],
    [
      front('  acl api path_beg /status\n  use_backend app if api\nbackend app\n  server a 127.0.0.1:3000'),
      '/status/x',
      '202 behind',
    ],
    [front('  http-request return status 200 content-type text/plain string "all well"'), '/', '200 all well'],
    [front('  monitor-uri /healthz'), '/healthz', '200 <html>'],
    [
      'defaults\n  mode http\nlisten all\n  bind :8080\n  server a 127.0.0.1:3000\nlisten behind\n  bind :3000\n  http-request return status 203',
      '/',
      '203',
    ],
  ])('%s %s → %s', (cfg, path, outcome) => {
    const { machine, running } = launch(cfg)
    const asked = ask(machine, running, 8080, path)
    expect(asked.outcome.startsWith(outcome), asked.outcome).toBe(true)
  })

  it.each([
    ['fronted web\n  bind :80', `parsing [${FILE}:1] : unknown keyword 'fronted' out of section.`],
    [front('  default_backend app'), "Proxy 'web': unable to find required default_backend: 'app'."],
    ['frontend web\n  bind 8080', `parsing [${FILE}:2] : 'bind' : missing port number: '8080'`],
    [
      front('  default_backend app\nbackend app\n  server a web:80'),
      `config : [${FILE}:8] : 'server app/a' : could not resolve address 'web'.`,
    ],
  ])('does not start with %s', (cfg, message) => {
    const { stderr, code } = launch(cfg).running.end(2000)
    expect(stderr).toContain(message)
    expect(code).toBe(1)
  })

  it.each([
    ['SIGUSR1', 0],
    ['SIGTERM', 143],
  ] as const)('ends on %s with %i', (signal, code) => {
    const { machine, running } = launch(front(''))
    machine.signalAt(5000, running, signal)
    expect(running.end()).toMatchObject({ code })
  })
})

describe('traefik', () => {
  it.each([
    [['traefik'], 80, '/', '404 404 page not found'],
    [['traefik', '--entryPoints.web.address=:8000'], 8000, '/', '404 404 page not found'],
    [['traefik', '--entryPoints.web.address=:8000'], 80, '/', 'refused'],
    [['traefik', '--entrypoints.traefik.address=:9000/tcp', '--ping=true'], 9000, '/ping', '200 OK'],
    [['traefik', '--ping'], 8080, '/ping', '200 OK'],
    [['traefik', '--ping=true', '--ping.entrypoint=web', '--entrypoints.web.address=:81'], 81, '/ping', '200 OK'],
    [['traefik', '--api.insecure=true'], 8080, '/api/version', '200 {"Version":"3.2.3"}'],
  ])('%j on %i%s: %s', (argv, port, path, outcome) => {
    const { machine, running } = start('traefik:v3', {}, argv)
    expect(ask(machine, running, port, path).outcome).toBe(outcome)
  })

  it('reads a file where no flag speaks', () => {
    const files = { '/etc/traefik/traefik.yml': 'entryPoints: {web: {address: ":8100"}}\nping: {entryPoint: web}\n' }
    const { machine, running } = start('traefik:v3', files, ['traefik'])
    expect(ask(machine, running, 8100, '/ping').outcome).toBe('200 OK')
  })

  it('refuses a flag that it does not know, and says that it has no routes', () => {
    expect(new Machine({ image: 'traefik:v3' }).run(['traefik', '--entrypoint.web.address=:80']).code).toBe(1)
    const { running } = start('traefik:v3', {}, ['/entrypoint.sh', '--providers.kubernetescrd'])
    expect(running.end(1000).stderr).toContain('not simulated: what its providers find')
  })
})

describe('caddy', () => {
  const FILE = '/etc/caddy/Caddyfile'
  const launch = (text: string) =>
    start(
      'caddy:2',
      { [FILE]: `${text}${text.includes('{') ? '\n:3000 {\n  respond behind 202\n}' : ''}`, '/srv/a/x.txt': 'x' },
      ['caddy', 'run', '--config', FILE],
    )

  it.each([
    [':8080\nrespond "hi"', 8080, '/', '200 hi'],
    [':8080 {\n  respond /healthz 204\n  respond "no" 404\n}', 8080, '/healthz', '204'],
    [':8080 {\n  respond /healthz 204\n  respond "no" 404\n}', 8080, '/x', '404 no'],
    [':8080 {\n  reverse_proxy localhost:3000\n}', 8080, '/a', '202 behind'],
    [':8080 {\n  reverse_proxy 127.0.0.1:3999\n}', 8080, '/', '502'],
    [
      ':8080 {\n  handle_path /api/* {\n    reverse_proxy 127.0.0.1:3000\n  }\n  respond "web"\n}',
      8080,
      '/api/x',
      '202 behind',
    ],
    [
      ':8080 {\n  handle /api/* {\n    respond "api"\n  }\n  handle {\n    respond "web"\n  }\n}',
      8080,
      '/x',
      '200 web',
    ],
    [':8080 {\n  root * /srv/a\n  file_server\n}', 8080, '/x.txt', '200 x'],
    [':8080 {\n  root * /srv/a\n  file_server\n}', 8080, '/nope', '404'],
    [':8080 {\n  redir https://{host}{uri} permanent\n}', 8080, '/x', '301'],
    ['{\n  http_port 8081\n  auto_https off\n}\nsite.test {\n  respond "named"\n}', 8081, '/', '200 named'],
    ['site.test {\n  respond "named"\n}', 80, '/', '308'],
    [':{$NOPE:8085} {\n  respond "env"\n}', 8085, '/', '200 env'],
  ])('%s on %i%s: %s', (text, port, path, outcome) => {
    const { machine, running } = launch(text)
    expect(ask(machine, running, port, path).outcome).toBe(outcome)
  })

  it.each([
    [':80 {\n  respnd hi\n}', `Error: adapting config using caddyfile: ${FILE}:2: unrecognized directive: respnd`],
    [':80 {\n  respond hi', 'unexpected EOF'],
  ])('does not start with %s', (text, message) => {
    const { stderr, code } = launch(text).running.end(2000)
    expect(stderr).toContain(message)
    expect(code).toBe(1)
  })

  it.each([
    [['caddy', 'respond', '--listen', ':8082', 'short'], 8082, '200 short'],
    [['caddy', 'file-server', '--listen', ':8083', '--root', '/srv/a', '--browse'], 8083, '200 x.txt'],
    [['caddy', 'reverse-proxy', '--from', ':8084', '--to', ':3000'], 8084, '502'],
  ])('%j on %i: %s', (argv, port, outcome) => {
    const { machine, running } = start('caddy:2', { '/srv/a/x.txt': 'x' }, argv)
    expect(ask(machine, running, port, '/').outcome).toBe(outcome)
  })
})
