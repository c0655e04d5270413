import { describe, expect, it } from 'vitest'
import { Machine, type MachineOptions } from '../../testing/machine.ts'

const FILE = '/etc/nginx/conf.d/x.conf'

function machineWith(conf: string, options: MachineOptions = {}): Machine {
  const machine = new Machine({ image: 'nginx:1.27', ...options })
  machine.files.write(FILE, conf)
  return machine
}

describe('nginx does not start with', () => {
  it.each([
    ['server { listen 80;', `unexpected end of file, expecting "}" in ${FILE}:1`],
    ['server { listen 80', `unexpected end of file, expecting ";" or "}" in ${FILE}:1`],
    ['server { listen 80; }}', `unexpected "}" in ${FILE}:1`],
    ['server {\n  listen 80;\n  ;\n}', `unexpected ";" in ${FILE}:3`],
    ['server {\n  listen 80;\n  serve_name x;\n}', `unknown directive "serve_name" in ${FILE}:3`],
    ['server {\n  listen 80\n  server_name x;\n}', `invalid parameter "server_name" in ${FILE}:3`],
    ['worker_processes 2;', `"worker_processes" directive is not allowed here in ${FILE}:1`],
    ['location / { }', `"location" directive is not allowed here in ${FILE}:1`],
    ['server { listen; }', `invalid number of arguments in "listen" directive in ${FILE}:1`],
    ['server { server_name; }', `invalid number of arguments in "server_name" directive in ${FILE}:1`],
    ['server { root /a; root /b; }', `"root" directive is duplicate in ${FILE}:1`],
    ['server { sendfile yes; }', `invalid value "yes" in "sendfile" directive, it must be "on" or "off" in ${FILE}:1`],
    ['server { listen 80 { } }', `directive "listen" is not terminated by ";" in ${FILE}:1`],
    ['server;', `directive "server" has no opening "{" in ${FILE}:1`],
    ['server { listen 70000; }', `invalid port in "70000" of the "listen" directive in ${FILE}:1`],
    ['server { listen 81 fast; }', `invalid parameter "fast" in ${FILE}:1`],
    ['server { listen 81; listen 81; }', `a duplicate listen 0.0.0.0:81 in ${FILE}:1`],
    [
      'server { listen 81 default_server; } server { listen 81 default_server; }',
      `a duplicate default server for 0.0.0.0:81 in ${FILE}:1`,
    ],
    ['server { location / { proxy_pass http://nobody:80; } }', `host not found in upstream "nobody" in ${FILE}:1`],
    ['upstream u { server nobody:80; }', `host not found in upstream "nobody:80" in ${FILE}:1`],
    ['upstream u { }', `no servers are inside upstream in ${FILE}:1`],
    ['server { location / { proxy_pass localhost:80; } }', `invalid URL prefix in ${FILE}:1`],
    [
      'server { location ~ /a { proxy_pass http://127.0.0.1:81/b; } }',
      `"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block in ${FILE}:1`,
    ],
    ['server { location /a { } location /a { } }', `duplicate location "/a" in ${FILE}:1`],
    ['server { return 200 "$nope"; }', 'unknown "nope" variable'],
    ['server { access_log /tmp/a fancy; }', `unknown log format "fancy" in ${FILE}:1`],
    ['server { listen 443 ssl; }', `no "ssl_certificate" is defined for the "listen ... ssl" directive in ${FILE}:1`],
    ['server { listen 443 ssl; ssl_certificate /a; ssl_certificate_key /b; }', 'cannot load certificate "/a"'],
    ['include /nope.conf;', `open() "/nope.conf" failed (2: No such file or directory) in ${FILE}:1`],
    ['server { access_log /nope/a.log; }', 'open() "/nope/a.log" failed (2: No such file or directory)'],
    ['server { location / { return nope; } }', `invalid return code "nope" in ${FILE}:1`],
    ['server { if $host { return 404; } }', `invalid condition "$host" in ${FILE}:1`],
    ['server { client_max_body_size big; }', `"client_max_body_size" directive invalid value in ${FILE}:1`],
    ['server { error_page 200 /x; }', `value "200" must be between 300 and 599 in ${FILE}:1`],
  ])('%s', (conf, message) => {
    const outcome = machineWith(conf).run(['nginx', '-g', 'daemon off;'])
    expect(outcome.stderr).toContain(`nginx: [emerg] ${message}`)
    expect(outcome.code).toBe(1)
  })

  it.each([
    ['daemon off', 'unexpected end of parameter, expecting ";" in command line'],
    ['deamon off;', 'unknown directive "deamon" in command line'],
  ])('-g %s', (globals, message) => {
    expect(machineWith('').run(['nginx', '-g', globals])).toMatchObject({ code: 1 })
    expect(machineWith('').run(['nginx', '-g', globals]).stderr).toContain(`[emerg] ${message}\n`)
  })

  it('a directive that the command line has said already', () => {
    const machine = machineWith('')
    const main = machine.files.read('/etc/nginx/nginx.conf')
    machine.files.write('/etc/nginx/nginx.conf', `daemon off;\n${typeof main === 'object' ? main.text : ''}`)
    const outcome = machine.run(['nginx', '-g', 'daemon off;'])
    expect(outcome.stderr).toContain('[emerg] "daemon" directive is duplicate in /etc/nginx/nginx.conf:1\n')
  })
})

describe('nginx -t', () => {
  it('says that all is well, or what is not', () => {
    expect(machineWith('').run(['nginx', '-t'])).toMatchObject({
      code: 0,
      stderr:
        'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n',
    })
    const broken = machineWith('server { lisen 80; }').run(['nginx', '-t'])
    expect(broken.code).toBe(1)
    expect(broken.stderr).toMatch(/unknown directive "lisen"[\s\S]*nginx.conf test failed\n$/)
  })

  it('-T shows every file', () => {
    const { stdout } = machineWith('# mine\n').run(['nginx', '-T'])
    expect(stdout).toContain(`# configuration file ${FILE}:\n# mine\n`)
  })

  it.each([
    [['nginx', '-c', '/nope'], 1, 'open() "/nope" failed (2: No such file or directory)'],
    [['nginx', '-x'], 1, 'nginx: invalid option: "-x"'],
    [['nginx', '-s', 'stop'], 1, 'nginx: [error] open() "/run/nginx.pid" failed (2: No such file or directory)'],
    [['nginx', '-s', 'halt'], 1, 'nginx: invalid option: "-s halt"'],
    [['nginx', '-v'], 0, 'nginx version: nginx/1.27.5'],
  ])('%j', (argv, code, message) => {
    const outcome = machineWith('').run(argv)
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(message)
  })
})

describe('users, capabilities and a root that cannot be written to', () => {
  const entry = ['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;']
  const chown = 'chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)'

  it.each<[string, MachineOptions, string]>([
    ['nginx:1.27', { uid: 1000 }, 'mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)'],
    ['nginx:1.27', { readOnlyRoot: true }, 'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)'],
    ['nginx:1.27', { securityContext: { capabilities: { drop: ['ALL'] } } }, chown],
    ['nginx:1.27', { securityContext: { capabilities: { drop: ['CHOWN'] } } }, chown],
    [
      'nginxinc/nginx-unprivileged:1.27',
      { uid: 101, readOnlyRoot: true },
      'mkdir() "/tmp/proxy_temp" failed (30: Read-only file system)',
    ],
  ])('%s %j fails', (image, options, message) => {
    const outcome = new Machine({ image, ...options }).run(entry)
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(`nginx: [emerg] ${message.replace('proxy_temp', 'client_temp')}`)
  })

  it.each<[string, MachineOptions, number]>([
    ['nginxinc/nginx-unprivileged:1.27', { uid: 101 }, 8080],
    ['nginxinc/nginx-unprivileged:1.27', { uid: 4711 }, 8080],
    ['nginxinc/nginx-unprivileged:1.27-alpine', { uid: 4711 }, 8080],
    ['bitnami/nginx:1.27', { uid: 1001 }, 8080],
    ['nginx:1.27', { securityContext: { capabilities: { drop: ['ALL'], add: ['CHOWN', 'SETUID', 'SETGID'] } } }, 80],
  ])('%s %j serves', (image, options, port) => {
    const machine = new Machine({ image, ...options })
    const argv = image.startsWith('bitnami')
      ? ['/opt/bitnami/scripts/nginx/entrypoint.sh', '/opt/bitnami/scripts/nginx/run.sh']
      : entry
    const running = machine.start(argv)
    const box = machine.requestAt(2000, port, '/')
    running.end(4000)
    expect(box.outcome).toMatchObject({ kind: 'response', response: { status: 200 } })
  })

  it('workers that cannot leave root do not come up, and nobody answers', () => {
    const machine = new Machine({
      image: 'nginx:1.27',
      securityContext: { capabilities: { drop: ['SETGID'] } },
    })
    const running = machine.start(entry)
    const box = machine.requestAt(2000, 80, '/')
    const { stderr, code } = running.end(5000)
    expect(stderr).toMatch(/\[emerg\] (\d+)#\1: setgid\(101\) failed \(1: Operation not permitted\)/)
    expect(stderr).toContain('exited with fatal code 2 and cannot be respawned')
    expect(box.outcome?.kind).toBe('timeout')
    expect(code).toBeUndefined()
  })

  it('what only root may read is forbidden, since the workers are somebody else', () => {
    const machine = machineWith('')
    machine.files.write('/usr/share/nginx/html/secret', 'x')
    machine.files.chmod('/usr/share/nginx/html/secret', 0o600)
    const running = machine.start(['nginx', '-g', 'daemon off;'])
    const box = machine.requestAt(1000, 80, '/secret')
    expect(running.end(2000).stderr).toContain('open() "/usr/share/nginx/html/secret" failed (13: Permission denied)')
    expect(box.outcome).toMatchObject({ response: { status: 403 } })
  })
})

it('what is read and not simulated is said', () => {
  const machine = machineWith(
    'limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s;\nserver { listen 81; limit_req zone=a; }',
  )
  expect(machine.start(['nginx', '-g', 'daemon off;']).end(1000).stderr).toContain(
    `nginx: not simulated: "limit_req" in ${FILE}:2\n`,
  )
})

it('templates are filled in from the environment', () => {
  const machine = new Machine({ image: 'nginx:1.27', env: { NGINX_PORT: '8099' } })
  machine.files.makeDirectory('/etc/nginx/templates')
  machine.files.write(
    '/etc/nginx/templates/default.conf.template',
    'server { listen ${NGINX_PORT}; return 200 "$host"; }',
  )
  const running = machine.start(['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;'])
  const box = machine.requestAt(2000, 8099, '/', { headers: { Host: 'here:8099' } })
  expect(running.end(3000).stdout).toContain(
    'Running envsubst on /etc/nginx/templates/default.conf.template to /etc/nginx/conf.d/default.conf\n',
  )
  expect(box.outcome).toMatchObject({ response: { status: 200, body: 'here' } })
})

it('logs go into files where there are no links, and a request is a line', () => {
  const machine = machineWith('')
  machine.files.removeFile('/var/log/nginx/access.log')
  machine.files.removeFile('/var/log/nginx/error.log')
  const running = machine.start(['nginx', '-g', 'daemon off;'])
  machine.requestAt(1000, 80, '/', { headers: { 'User-Agent': 'kube-probe/1.36' } })
  expect(running.end(2000)).toMatchObject({ stdout: '', stderr: '' })
  const log = machine.files.read('/var/log/nginx/access.log')
  expect(typeof log === 'object' && log.text).toMatch(
    /^10\.0\.0\.1 - - \[[^\]]+\] "GET \/ HTTP\/1\.1" 200 615 "-" "kube-probe\/1\.36" "-"\n$/,
  )
  expect(machine.files.read('/var/log/nginx/error.log')).toMatchObject({
    text: expect.stringContaining('start worker processes'),
  })
})
