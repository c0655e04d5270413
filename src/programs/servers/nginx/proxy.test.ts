import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../../engine/program-api/network.ts'
import { Machine, type Running } from '../../testing/machine.ts'

/** Behind: on 9001 and 9002 servers that say who they are and what they were asked; 9003 is slow. */
const BEHIND = `
  server { listen 127.0.0.1:9001; location / { return 200 "one $request_uri $http_host $http_x_real_ip"; } location /moved { return 302 http://127.0.0.1:9001/app/new; } location /bad { return 503; } }
  server { listen 127.0.0.1:9002; location / { return 200 "two $request_uri"; } location /bad { return 200 fine; } }
`

function start(conf: string): { readonly machine: Machine; readonly running: Running } {
  const machine = new Machine({ image: 'nginx:1.27' })
  machine.files.write('/etc/nginx/conf.d/default.conf', `${BEHIND}\n${conf}`)
  return { machine, running: machine.start(['nginx', '-g', 'daemon off;']) }
}

function ask(conf: string, path: string, more: Partial<HttpRequest> = {}, timeout = 100_000): string {
  const { machine, running } = start(conf)
  const box = machine.requestAt(1000, 80, path, { headers: { Host: 'site.test' }, ...more }, timeout)
  running.end(200_000)
  const { outcome } = box
  if (outcome?.kind !== 'response') return String(outcome?.kind)
  const { status, headers = {}, body = '' } = outcome.response
  return `${status} ${headers.Location ?? (body.startsWith('<html>') ? '(own page)' : body)}`.trim()
}

const site = (inside: string): string => `server { listen 80; ${inside} }`

describe('proxy_pass', () => {
  it.each([
    ['location / { proxy_pass http://127.0.0.1:9001; }', '/a?b=1', '200 one /a?b=1 127.0.0.1:9001'],
    ['location /api/ { proxy_pass http://127.0.0.1:9001/; }', '/api/a', '200 one /a 127.0.0.1:9001'],
    ['location /api/ { proxy_pass http://127.0.0.1:9001/v1/; }', '/api/a?b', '200 one /v1/a?b 127.0.0.1:9001'],
    ['location /api/ { proxy_pass http://127.0.0.1:9001; }', '/api/a', '200 one /api/a 127.0.0.1:9001'],
    ['location /api/ { proxy_pass http://127.0.0.1:9001; }', '/api', '301 http://site.test/api/'],
    [
      'location / { proxy_set_header Host $host; proxy_set_header X-Real-IP $remote_addr; proxy_pass http://127.0.0.1:9001; }',
      '/',
      '200 one / site.test 10.0.0.1',
    ],
    [
      'location /r { rewrite ^/r(.*) /x$1 break; proxy_pass http://127.0.0.1:9001/no; }',
      '/r/1',
      '200 one /x/1 127.0.0.1:9001',
    ],
    ['location /app/ { proxy_pass http://127.0.0.1:9001/; }', '/app/moved', '302 http://site.test/app/app/new'],
    ['location / { proxy_pass http://127.0.0.1:9009; }', '/', '502 (own page)'],
    [
      'location / { error_page 502 = @f; proxy_pass http://127.0.0.1:9009; } location @f { return 200 sorry; }',
      '/',
      '200 sorry',
    ],
    ['location / { proxy_pass http://127.0.0.1:9001; } ', '/bad', '503 (own page)'],
    [
      'error_page 503 @f; location / { proxy_intercept_errors on; proxy_pass http://127.0.0.1:9001; } location @f { return 200 caught; }',
      '/bad',
      '503 caught',
    ],
    ['set $to 127.0.0.1:9002; location / { proxy_pass http://$to; }', '/v', '200 two /v'],
    ['set $to nobody; location / { proxy_pass http://$to; }', '/v', '502 (own page)'],
  ])('%s %s → %s', (inside, path, answer) => {
    expect(ask(site(inside), path)).toBe(answer)
  })

  it('a server behind that does not come by within its time is 504', () => {
    const conf = site('location / { proxy_read_timeout 5s; proxy_pass http://10.9.9.9:80; }')
    expect(ask(conf, '/')).toBe('504 (own page)')
    expect(ask(conf, '/', {}, 4000)).toBe('timeout')
  })

  it('what went wrong stands in the error log', () => {
    const { machine, running } = start(site('location / { proxy_pass http://127.0.0.1:9009; }'))
    machine.requestAt(1000, 80, '/x', { headers: { Host: 'h' } })
    expect(running.end(2000).stderr).toContain(
      ': *1 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.1, server: , request: "GET /x HTTP/1.1", upstream: "http://127.0.0.1:9009/x", host: "h"',
    )
  })
})

describe('upstream', () => {
  /** Who answers, request by request. */
  function who(upstream: string, path: string, count: number): string[] {
    const { machine, running } = start(`upstream u { ${upstream} } ${site('location / { proxy_pass http://u; }')}`)
    const boxes = Array.from({ length: count }, (_, i) => machine.requestAt(1000 + i * 100, 80, path))
    running.end(5000)
    return boxes.map(({ outcome }) =>
      outcome?.kind === 'response' ? (outcome.response.body?.split(' ')[0] ?? '').slice(0, 5) : '-',
    )
  }

  it.each([
    ['server 127.0.0.1:9001; server 127.0.0.1:9002;', '/', ['one', 'two', 'one', 'two']],
    ['server 127.0.0.1:9001 weight=3; server 127.0.0.1:9002;', '/', ['one', 'one', 'two', 'one']],
    ['server 127.0.0.1:9001; server 127.0.0.1:9002 backup;', '/', ['one', 'one']],
    ['server 127.0.0.1:9009; server 127.0.0.1:9002;', '/', ['two', 'two', 'two']],
    ['server 127.0.0.1:9009; server 127.0.0.1:9002 backup;', '/', ['two', 'two']],
    ['server 127.0.0.1:9001 down; server 127.0.0.1:9002;', '/', ['two', 'two']],
    ['ip_hash; server 127.0.0.1:9001; server 127.0.0.1:9002;', '/', ['one', 'one', 'one']],
    ['least_conn; server 127.0.0.1:9001; server 127.0.0.1:9002;', '/', ['one', 'two']],
  ])('%s: %j', (upstream, path, answers) => {
    const said = who(upstream, path, answers.length)
    expect(upstream.startsWith('ip_hash') ? new Set(said).size : said).toEqual(
      upstream.startsWith('ip_hash') ? 1 : answers,
    )
  })

  it('asks the next one for what proxy_next_upstream names', () => {
    const conf = `upstream u { server 127.0.0.1:9001; server 127.0.0.1:9002; }
      ${site('location / { proxy_next_upstream error http_503; proxy_pass http://u; }')}`
    expect(ask(conf, '/bad')).toBe('200 fine')
  })
})
