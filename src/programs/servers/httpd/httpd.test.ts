import { describe, expect, it } from 'vitest'
import { Machine, type MachineOptions } from '../../testing/machine.ts'

const CONF = '/usr/local/apache2/conf/httpd.conf'

function launch(more: string, argv: readonly string[] = ['httpd-foreground'], options: MachineOptions = {}) {
  const machine = new Machine({ image: 'httpd:2.4', ...options })
  const file = machine.files.read(CONF)
  machine.files.write(CONF, `${typeof file === 'object' ? file.text : ''}\n${more}`)
  machine.files.makeDirectory('/srv/a', true)
  machine.files.write('/srv/a/x.txt', 'x')
  return { machine, running: machine.start(argv) }
}

function ask(more: string, path: string, port = 80, argv?: readonly string[], host = 'site.test'): string {
  const { machine, running } = launch(more, argv)
  const box = machine.requestAt(1000, port, path, { headers: { Host: host } }, 5000)
  const { stderr } = running.end(8000)
  const { outcome } = box
  if (outcome?.kind !== 'response') return running.process.status === undefined ? String(outcome?.kind) : stderr
  const { status, headers = {}, body = '' } = outcome.response
  return `${status} ${headers.Location ?? (body.startsWith('<!DOCTYPE') ? '(own page)' : body.trim())}`.trim()
}

const GRANTED = '<Directory /srv>\nRequire all granted\n</Directory>\n'

describe('httpd answers', () => {
  it.each<[string, string, string]>([
    ['', '/', '200 <html><body><h1>It works!</h1></body></html>'],
    ['', '/nope', '404 (own page)'],
    ['Alias /a /srv/a', '/a/x.txt', '403 (own page)'],
    [`${GRANTED}Alias /a /srv/a`, '/a/x.txt', '200 x'],
    [`${GRANTED}Alias /a /srv/a`, '/a', '301 http://site.test/a/'],
    [`${GRANTED}Alias /a /srv/a`, '/a/', '403 (own page)'],
    ['Redirect permanent /old https://else.test/new', '/old/x', '301 https://else.test/new/x'],
    ['Redirect /old /new', '/old', '302 http://site.test/new'],
    ['RedirectMatch 301 ^/u/(\\w+)$ /users/$1', '/u/bo', '301 http://site.test/users/bo'],
    ['ErrorDocument 404 "not here"', '/nope', '404 not here'],
    [
      '<Location /s>\nSetHandler server-status\n</Location>',
      '/s',
      '200 Total Accesses: 0\nServerUptimeSeconds: 0\nBusyWorkers: 1',
    ],
    ['<Location />\nRequire all denied\n</Location>', '/', '403 (own page)'],
    [
      '<VirtualHost *:80>\nServerName other.test\nRedirect / https://o.test/\n</VirtualHost>\n<VirtualHost *:80>\nServerName site.test\nErrorDocument 404 second\n</VirtualHost>',
      '/nope',
      '404 second',
    ],
    [
      'LoadModule proxy_module m\nLoadModule proxy_http_module m\nProxyPass /p http://127.0.0.1:3999/',
      '/p',
      '503 (own page)',
    ],
    [
      'Listen 81\nLoadModule proxy_module m\nProxyPass /p http://127.0.0.1:81',
      '/p/',
      '200 <html><body><h1>It works!</h1></body></html>',
    ],
  ])('%s %s → %s', (more, path, answer) => {
    expect(ask(more, path)).toBe(answer)
  })

  it.each([
    [['httpd-foreground', '-C', 'Listen 8081'], 8081],
    [['httpd', '-DFOREGROUND', '-c', 'Listen 8082'], 8082],
    [['httpd', '-D', 'FOREGROUND', '-f', '/srv/own.conf'], 8083],
  ])('%j on %i', (argv, port) => {
    const machine = new Machine({ image: 'httpd:2.4' })
    machine.files.write('/srv/own.conf', 'ServerName x\nListen 8083\nDocumentRoot /usr/local/apache2/htdocs\n')
    const running = machine.start(argv)
    const box = machine.requestAt(1000, port, '/')
    running.end(2000)
    expect(box.outcome).toMatchObject({ kind: 'response', response: { status: 200 } })
  })

  it('writes each request in the common format', () => {
    const { machine, running } = launch('')
    machine.requestAt(1000, 80, '/')
    expect(running.end(2000).stdout).toMatch(/^10\.0\.0\.1 - - \[[^\]]+\] "GET \/ HTTP\/1\.1" 200 45\n$/)
  })
})

describe('httpd does not start with', () => {
  const at = 'AH00526: Syntax error on line'

  it.each([
    [
      'Lisen 80',
      "Invalid command 'Lisen', perhaps misspelled or defined by a module not included in the server configuration",
    ],
    ['RewriteEngine On', "Invalid command 'RewriteEngine', perhaps misspelled"],
    ['ProxyPass / http://a/', "Invalid command 'ProxyPass', perhaps misspelled"],
    ['<Directory /x>', '<Directory> was not closed.'],
    ['</Directory>', '</Directory> without matching <Directory> section'],
    ['DocumentRoot /nope', "DocumentRoot '/nope' is not a directory, or is not readable"],
    ['Include /nope.conf', 'Could not open configuration file /nope.conf: No such file or directory'],
  ])('%s', (more, message) => {
    const { stderr, code } = launch(more).running.end(2000)
    expect(stderr).toContain(at)
    expect(stderr).toContain(message)
    expect(code).toBe(1)
  })

  it.each<[MachineOptions, string]>([
    [{ uid: 1000 }, '(13)Permission denied: AH00099: could not create /usr/local/apache2/logs/httpd.pid'],
    [{ readOnlyRoot: true }, '(30)Read-only file system: AH00099: could not create /usr/local/apache2/logs/httpd.pid'],
  ])('%j', (options, message) => {
    const outcome = new Machine({ image: 'httpd:2.4', ...options }).run(['httpd-foreground'])
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(message)
  })

  it('no Listen, and a port that is taken', () => {
    const machine = new Machine({ image: 'httpd:2.4' })
    machine.files.write('/srv/none.conf', 'ServerName x\n')
    expect(machine.run(['httpd', '-DFOREGROUND', '-f', '/srv/none.conf'])).toMatchObject({
      code: 1,
      stderr: 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n',
    })
    machine.start(['httpd-foreground'])
    machine.runUntil(1000)
    const second = machine.start(['httpd-foreground']).end(2000)
    expect(second.code).toBe(1)
    expect(second.stderr).toContain('(98)Address already in use: AH00072: make_sock')
  })
})

it('another user serves where its pid may lie, and children need to leave root', () => {
  const machine = new Machine({ image: 'httpd:2.4', uid: 1000 })
  const running = machine.start(['httpd-foreground', '-C', 'PidFile /tmp/httpd.pid', '-c', 'PidFile /tmp/httpd.pid'])
  const box = machine.requestAt(1000, 80, '/')
  running.end(2000)
  expect(box.outcome).toMatchObject({ response: { status: 200 } })
  const dropped = new Machine({ image: 'httpd:2.4', securityContext: { capabilities: { drop: ['ALL'] } } })
  expect(dropped.run(['httpd-foreground']).stderr).toContain('AH02156: setgid: unable to set group id to Group 33')
})
