import { describe, expect, it } from 'vitest'
import type { HttpRequest } from '../../../engine/program-api/network.ts'
import { Machine, type Running } from '../../testing/machine.ts'

const FILES: Readonly<Record<string, string>> = {
  '/srv/www/index.html': 'home',
  '/srv/www/a.txt': 'a',
  '/srv/www/dir/index.html': 'dir',
  '/srv/www/bare/x': 'x',
  '/srv/www/404.html': 'lost',
  '/srv/other/index.html': 'other',
  '/srv/other/a.css': 'css',
  '/etc/nginx/users': 'ann:{PLAIN}pw\n',
}

function start(conf: string): { readonly machine: Machine; readonly running: Running } {
  const machine = new Machine({ image: 'nginx:1.27' })
  for (const directory of ['/srv/www', '/srv/www/dir', '/srv/www/bare', '/srv/other'])
    machine.files.makeDirectory(directory, true)
  for (const [path, text] of Object.entries(FILES)) machine.files.write(path, text)
  machine.files.write('/etc/nginx/conf.d/default.conf', conf)
  return { machine, running: machine.start(['nginx', '-g', 'daemon off;']) }
}

/** Status, then the Location or the body. */
function ask(conf: string, path: string, more: Partial<HttpRequest> = {}, port = 80): string {
  const { machine, running } = start(conf)
  const box = machine.requestAt(1000, port, path, { headers: { Host: 'site.test' }, ...more })
  const { stderr } = running.end(3000)
  const { outcome } = box
  if (outcome?.kind !== 'response') return `${outcome?.kind ?? stderr}`
  const { status, headers = {}, body = '' } = outcome.response
  const shown = headers.Location ?? (body.startsWith('<html>') ? '(own page)' : body)
  return `${status} ${shown}`.trim()
}

const site = (inside: string): string => `server { listen 80; root /srv/www; ${inside} }`

describe('nginx answers', () => {
  it.each([
    ['', '/', '200 home'],
    ['', '/a.txt?x=1', '200 a'],
    ['', '/./dir/../a.txt', '200 a'],
    ['', '/%61.txt', '200 a'],
    ['', '/dir', '301 http://site.test/dir/'],
    ['', '/dir/', '200 dir'],
    ['', '/bare/', '403 (own page)'],
    ['', '/nope', '404 (own page)'],
    ['', '/nope/', '404 (own page)'],
    ['', '/../etc/passwd', '400 (own page)'],
    ['index a.txt;', '/', '200 a'],
    ['autoindex on;', '/bare/', '200 (own page)'],
    ['location /o/ { alias /srv/other/; }', '/o/', '200 other'],
    ['location /o/ { alias /srv/other/; }', '/o/a.css', '200 css'],
    ['location /o { root /srv/other; }', '/o', '404 (own page)'],
    ['location = /a.txt { return 200 exact; } location /a { return 200 prefix; }', '/a.txt', '200 exact'],
    ['location ~ \\.txt$ { return 200 regex; } location /a { return 200 prefix; }', '/a.txt', '200 regex'],
    ['location ~ \\.txt$ { return 200 regex; } location ^~ /a { return 200 prefix; }', '/a.txt', '200 prefix'],
    ['location ~ \\.TXT$ { return 200 case; } location ~* \\.TXT$ { return 200 any; }', '/a.txt', '200 any'],
    ['location / { return 200 short; } location /a { return 200 long; }', '/a.txt', '200 long'],
    ['location /a { location ~ t$ { return 200 inner; } return 200 outer; }', '/a.txt', '200 inner'],
    ['location ~ ^/u/(\\w+)/(?<id>\\d+)$ { return 200 "$1-$id"; }', '/u/bo/7', '200 bo-7'],
    ['return 418;', '/', '418'],
    ['return 200 "$scheme $host $uri $args $request_method";', '/p?q=1', '200 http site.test /p q=1 GET'],
    ['return 301 https://$host$request_uri;', '/p?q=1', '301 https://site.test/p?q=1'],
    ['return 302 /login;', '/', '302 http://site.test/login'],
    ['absolute_redirect off; return 302 /login;', '/', '302 /login'],
    ['return https://else.test/;', '/', '302 https://else.test/'],
    ['return 444;', '/', 'malformed'],
    ['location = / { return 204; } location / { return 503; }', '/', '204'],
    ['rewrite ^/old/(.*)$ /$1 last;', '/old/a.txt', '200 a'],
    ['rewrite ^/old/(.*)$ /$1 permanent;', '/old/a.txt?z', '301 http://site.test/a.txt?z'],
    ['rewrite ^/old$ /new? redirect;', '/old?z', '302 http://site.test/new'],
    ['location /l { rewrite ^ /l; }', '/l', '500 (own page)'],
    ['location /b { rewrite ^ /a.txt break; }', '/b', '200 a'],
    ['try_files $uri /a.txt;', '/nope', '200 a'],
    ['try_files $uri $uri/ =404;', '/dir/', '200 dir'],
    ['location / { try_files $uri @app; } location @app { return 200 app; }', '/nope', '200 app'],
    ['location / { try_files $uri /index.html; }', '/any/route', '200 home'],
    ['error_page 404 /404.html;', '/nope', '404 lost'],
    ['error_page 404 =200 /404.html;', '/nope', '200 lost'],
    ['error_page 404 = /a.txt;', '/nope', '200 a'],
    ['error_page 404 https://else.test/;', '/nope', '302 https://else.test/'],
    ['error_page 404 @f; location @f { return 410; }', '/nope', '410 (own page)'],
    ['error_page 404 /missing.html;', '/nope', '404 (own page)'],
    ['location /i { internal; return 200 no; }', '/i', '404 (own page)'],
    ['location / { deny all; }', '/', '403 (own page)'],
    ['location / { allow 10.0.0.0/24; deny all; }', '/', '200 home'],
    ['location / { allow 127.0.0.1; deny all; }', '/', '403 (own page)'],
    ['if ($http_user_agent ~* probe) { return 200 probe; }', '/', '200 home'],
    ['if ($arg_a = 1) { return 200 yes; }', '/?a=1', '200 yes'],
    ['if (!-f $request_filename) { return 410; }', '/nope', '410 (own page)'],
    ['set $x "a$uri"; return 200 $x;', '/b', '200 a/b'],
    [
      'location /s { stub_status; }',
      '/s',
      '200 Active connections: 1 \nserver accepts handled requests\n 1 1 1 \nReading: 0 Writing: 1 Waiting: 0',
    ],
    ['location /f { fastcgi_pass 127.0.0.1:9000; }', '/f', '502 (own page)'],
  ])('with %s: %s → %s', (inside, path, answer) => {
    expect(ask(site(inside), path)).toBe(answer)
  })

  it('methods: files are not for POST, limit_except is for some', () => {
    expect(ask(site(''), '/a.txt', { method: 'POST' })).toBe('405 (own page)')
    const limited = site('location / { limit_except GET { deny all; } }')
    expect(ask(limited, '/a.txt')).toBe('200 a')
    expect(ask(limited, '/a.txt', { method: 'DELETE' })).toBe('403 (own page)')
  })

  it('a body that is too large is refused', () => {
    const conf = site('client_max_body_size 1k; location / { return 200 ok; }')
    expect(ask(conf, '/', { method: 'POST', body: 'x'.repeat(1024) })).toBe('200 ok')
    const files = site('client_max_body_size 1k;')
    expect(ask(files, '/', { method: 'POST', body: 'x'.repeat(1025) })).toBe('413 (own page)')
  })

  it.each([
    [{}, '401 (own page)'],
    [{ Authorization: 'Basic YW5uOnB3' }, '200 a'],
    [{ Authorization: 'Basic YW5uOm5v' }, '401 (own page)'],
    [{ Authorization: 'Basic Ym86cHc=' }, '401 (own page)'],
  ])('passwords: %j', (headers, answer) => {
    expect(ask(site('auth_basic "x"; auth_basic_user_file users;'), '/a.txt', { headers })).toBe(answer)
  })

  it.each([
    ['b.test', '200 two'],
    ['B.TEST:80', '200 two'],
    ['x.wild.test', '200 three'],
    ['www9.test', '200 four'],
    ['nobody', '200 one'],
  ])('by the name %s: %s', (Host, answer) => {
    const conf = `
      server { listen 80; server_name b.test; return 200 two; }
      server { listen 80 default_server; server_name _; return 200 one; }
      server { listen 80; server_name *.wild.test; return 200 three; }
      server { listen 80; server_name ~^www\\d+\\.test$; return 200 four; }`
    expect(ask(conf, '/', { headers: { Host } })).toBe(answer)
  })

  it.each([
    ['listen 8081;', 8081, '200 x'],
    ['listen *:8081;', 8081, '200 x'],
    ['listen [::]:8081;', 8081, '200 x'],
    ['listen 0.0.0.0:8081 default_server;', 8081, '200 x'],
    ['listen 8081; listen 8082;', 8082, '200 x'],
    ['', 80, '200 x'],
    ['listen 127.0.0.1:8081;', 8081, 'refused'],
    ['listen unix:/run/x.sock;', 8081, 'refused'],
  ])('%s on port %i: %s', (listen, port, answer) => {
    expect(ask(`server { ${listen} return 200 x; }`, '/', {}, port)).toBe(answer)
  })

  it('redirects name the port where it is not the usual one', () => {
    expect(ask('server { listen 8081; return 301 /x; }', '/', {}, 8081)).toBe('301 http://site.test:8081/x')
  })

  it('headers: its own, those that are added, and none on an error without always', () => {
    const { machine, running } = start(
      site(
        'server_tokens off; add_header X-A 1; add_header X-B "$host" always; types { text/css css; } default_type text/plain;',
      ),
    )
    const boxes = ['/a.txt', '/nope'].map((path) => machine.requestAt(1000, 80, path, { headers: { Host: 'h' } }))
    running.end(2000)
    const headers = boxes.map(({ outcome }) => (outcome?.kind === 'response' ? outcome.response.headers : {}))
    expect(headers[0]).toMatchObject({ Server: 'nginx', 'Content-Type': 'text/plain', 'X-A': '1', 'X-B': 'h' })
    expect(headers[1]).toMatchObject({ Server: 'nginx', 'X-B': 'h' })
    expect(headers[1]).not.toHaveProperty('X-A')
  })

  it('maps make variables of others', () => {
    const conf = `map $http_x $kind { default none; a first; ~^b second; } ${site('return 200 $kind;')}`
    const said = ['a', 'bc', ''].map((x) => ask(conf, '/', { headers: { X: x } }))
    expect(said).toEqual(['200 first', '200 second', '200 none'])
  })

  it('log formats, conditions and off', () => {
    const { machine, running } = start(
      `log_format j escape=json '{"u":"$uri","s":$status}'; map $status $bad { ~^2 0; default 1; }
       server { listen 80; root /srv/www; access_log /dev/stdout j if=$bad; location /quiet { access_log off; return 500; } }`,
    )
    for (const path of ['/a.txt', '/no"pe', '/quiet']) machine.requestAt(1000, 80, path)
    expect(running.end(2000).stdout).toBe('{"u":"/no\\"pe","s":404}\n')
  })
})
