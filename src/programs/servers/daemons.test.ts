import { describe, expect, it } from 'vitest'
import { Volume } from '../../engine/runtime/files/volume.ts'
import { PROGRAMS } from '../programs.ts'
import { Machine, type MachineOptions, type Running } from '../testing/machine.ts'
import { userOf } from '../testing/run-image.ts'

const MIB = 1024 * 1024

const DOWN = '500 <h1>Error establishing a database connection</h1>'

/** Runs an image as it is, with more arguments in the place of its command where some are given. */
function run(
  image: string,
  args?: readonly string[],
  options: MachineOptions = {},
): { machine: Machine; running: Running } {
  const content = PROGRAMS.image(image)
  const { entrypoint, cmd, workingDir } = content
  const machine = new Machine({ image, uid: userOf(content), ...options })
  return { machine, running: machine.start([...entrypoint, ...(args ?? cmd)], workingDir) }
}

/** What a path answers at a time: status and body, or how it failed. */
function asked(machine: Machine, running: Running, at: number, port: number, path: string): string {
  const box = machine.requestAt(at, port, path)
  running.end(at + 2000)
  const { outcome } = box
  return outcome?.kind === 'response'
    ? `${outcome.response.status} ${outcome.response.body ?? ''}`.trim()
    : String(outcome?.kind)
}

describe('HTTP', () => {
  it.each<[image: string, args: string | undefined, at: number, port: number, path: string, answer: string]>([
    ['prom/prometheus', undefined, 100, 9090, '/-/ready', 'refused'],
    ['prom/prometheus', undefined, 1000, 9090, '/-/ready', '200 Prometheus Server is Ready.'],
    [
      'prom/prometheus',
      '--config.file=/etc/prometheus/prometheus.yml --web.listen-address=:9999',
      1000,
      9999,
      '/-/healthy',
      '200 Prometheus Server is Healthy.',
    ],
    ['grafana/grafana', undefined, 5000, 3000, '/api/health', '200 {"database":"ok"}'],
    ['grafana/grafana', undefined, 5000, 3000, '/', '302'],
    ['tomcat', undefined, 2000, 8080, '/', '404 HTTP Status 404 – Not Found'],
    ['jenkins/jenkins', undefined, 10_000, 8080, '/login', '503 Please wait while Jenkins is getting ready to work'],
    ['jenkins/jenkins', undefined, 30_000, 8080, '/login', '200 Jenkins'],
    ['jenkins/jenkins', undefined, 30_000, 8080, '/', '403 Authentication required'],
    ['traefik', undefined, 1000, 80, '/x', '404 404 page not found'],
    ['httpd', undefined, 1000, 80, '/', '200 <html><body><h1>It works!</h1></body></html>'],
    ['docker.io/centos/httpd', undefined, 1000, 80, '/', '403 403 Forbidden'],
    ['php:8-apache', undefined, 1000, 80, '/', '403 403 Forbidden'],
    ['nginxinc/nginx-unprivileged', undefined, 1000, 80, '/', 'refused'],
    ['hashicorp/http-echo', '-text=hello you -listen=:9000', 1000, 9000, '/any', '200 hello you'],
    ['hashicorp/http-echo', '-text=hi', 1000, 5678, '/', '200 hi'],
    ['luksa/kubia', undefined, 1000, 8080, '/', "200 You've hit p"],
    ['luksa/kubia:v2', undefined, 1000, 8080, '/', '200 This is v2 running in pod p'],
    [
      'ikubernetes/myapp:v2',
      undefined,
      1000,
      80,
      '/',
      '200 Hello MyApp | Version: v2 | <a href="hostname.html">Pod Name</a>',
    ],
    ['google-samples/hello-app:2.0', undefined, 1000, 8080, '/', '200 Hello, world!\nVersion: 2.0.0\nHostname: p'],
    ['traefik/whoami', '--port 8081 --name a', 1000, 8081, '/health', '200'],
    ['google-samples/hello-app:1.0', undefined, 1000, 8080, '/', '200 Hello, world!\nVersion: 1.0.0\nHostname: p'],
    ['k8spatterns/random-generator:1.0', undefined, 2000, 8080, '/actuator/health', 'refused'],
    ['k8spatterns/random-generator:1.0', undefined, 6000, 8080, '/actuator/health', '200 {"status":"UP"}'],
    ['k8s.gcr.io/test-webserver', undefined, 1000, 80, '/', '200 <pre>\n</pre>'],
    ['k8s.gcr.io/ingress-nginx/controller:v1.1.0', undefined, 2000, 10254, '/healthz', '200 ok'],
    ['registry.k8s.io/kube-proxy:v1.32.0', '/usr/local/bin/kube-proxy --config=x', 1000, 10256, '/healthz', '200 ok'],
    ['registry:2', undefined, 1000, 5000, '/v2/', '200 {}'],
    [
      'elasticsearch:7.17.29',
      '-Ediscovery.type=single-node',
      20_000,
      9200,
      '/_cluster/health',
      '200 {"status":"green"}',
    ],
    [
      'mongo',
      undefined,
      2000,
      27017,
      '/',
      '200 It looks like you are trying to access MongoDB over HTTP on the native driver port.',
    ],
  ])('%s %s at %i ms on %i%s answers %s', (image, args, at, port, path, answer) => {
    const words = args?.match(/-text=[^-]*(?= -)|\S+/g) ?? undefined
    const { machine, running } = run(image, words)
    expect(asked(machine, running, at, port, path)).toBe(answer)
  })

  it('answers with TLS where the real one does', () => {
    const { machine, running } = run('metrics-server', ['--secure-port=10250'])
    const plain = machine.requestAt(1000, 10250, '/livez')
    const boxes = [2000, 20_000].map((at) => machine.requestAt(at, 10250, '/readyz', { scheme: 'https' }))
    running.end(21_000)
    expect(plain.outcome?.kind === 'response' ? plain.outcome.response.status : plain.outcome?.kind).not.toBe(200)
    expect(boxes.map(({ outcome }) => outcome?.kind === 'response' && outcome.response.status)).toEqual([500, 200])
  })

  it('kubia-unhealthy is well for five requests', () => {
    const { machine, running } = run('luksa/kubia-unhealthy')
    const boxes = [1, 2, 3, 4, 5, 6, 7].map((second) => machine.requestAt(second * 1000, 8080, '/'))
    const { stdout } = running.end(9000)
    expect(boxes.map(({ outcome }) => outcome?.kind === 'response' && outcome.response.status)).toEqual([
      200, 200, 200, 200, 200, 500, 500,
    ])
    expect(stdout).toContain('Kubia server starting...\nReceived request from ::ffff:')
  })

  it('random-generator can be switched off', () => {
    const { machine, running } = run('k8spatterns/random-generator')
    machine.requestAt(6000, 8080, '/toggle-live')
    expect(asked(machine, running, 7000, 8080, '/actuator/health')).toBe('503 {"status":"DOWN"}')
  })
})

describe('databases', () => {
  it('mysql makes its files first, then listens', () => {
    const { machine, running } = run('mysql:8.4', undefined, { env: { MYSQL_ROOT_PASSWORD: 'x' } })
    const early = machine.requestAt(5000, 3306, '/')
    machine.requestAt(15_000, 3306, '/')
    machine.signalAt(2000, running, 'SIGTERM')
    machine.signalAt(20_000, running, 'SIGTERM')
    const outcome = running.end()
    expect(early.outcome?.kind).toBe('refused')
    // The first signal meets the shell script, which has no handler; the second the server.
    expect(outcome).toMatchObject({ code: 0 })
    expect(outcome.ms).toBeGreaterThan(21_000)
    expect(outcome.stdout).toMatch(/Initializing database files[\s\S]*MySQL init process done. Ready for start up.\n/)
    expect(outcome.stderr).toMatch(/ready for connections[\s\S]*Received SHUTDOWN/)
  })

  it('a database finds the files of the run before in its volume', () => {
    const volume = new Volume({ now: () => 0 })
    const options = {
      env: { POSTGRES_PASSWORD: 'x' },
      mounts: [{ path: '/var/lib/postgresql/data', volume, readOnly: false }],
    }
    const first = run('postgres:17', undefined, options)
    first.machine.signalAt(10_000, first.running, 'SIGINT')
    expect(first.running.end()).toMatchObject({ code: 0 })
    const second = run('postgres:17', undefined, { mounts: options.mounts })
    second.machine.signalAt(1000, second.running, 'SIGINT')
    const { stdout, stderr } = second.running.end()
    expect(stderr).toContain('database system is ready to accept connections')
    expect(stdout).not.toContain('The files belonging')
  })

  it.each([
    ['postgres:17', 'postgres', 'root" execution of the PostgreSQL server is not permitted.'],
    ['mysql:8.4', 'mysqld', 'how to run mysqld as root!'],
  ])('%s does not start past its entry point', (image, command, message) => {
    const outcome = new Machine({ image, env: { POSTGRES_PASSWORD: 'x', MYSQL_ROOT_PASSWORD: 'x' } }).run([command])
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(message)
  })

  it('options alone are the server’s', () => {
    const { machine, running } = run('mongo', ['--port', '27018'])
    expect(asked(machine, running, 2000, 27018, '/')).toMatch(/^200 .*on the native driver port/)
    expect(run('mysql:8.4', ['--port=3307']).running.end()).toMatchObject({ code: 1 })
  })

  it('another command is run as it is', () => {
    expect(run('mysql:8.4', ['echo', 'hi']).running.end()).toMatchObject({ code: 0, stdout: 'hi\n' })
    expect(run('mysql:8.4', ['nope']).running.end()).toMatchObject({ code: 127 })
  })

  it.each([
    ['mysql:8.4', { MYSQL_ROOT_PASSWORD: 'x' }, 256, 137],
    ['mysql:8.4', { MYSQL_ROOT_PASSWORD: 'x' }, 512, undefined],
    ['mariadb:11', { MARIADB_ROOT_PASSWORD: 'x' }, 256, undefined],
    ['tomcat', { JAVA_OPTS: '-Xmx1g' }, 512, 137],
    ['tomcat', {}, 512, undefined],
    ['elasticsearch:8.17.0', { 'discovery.type': 'single-node' }, 2048, undefined],
    ['elasticsearch:8.17.0', { 'discovery.type': 'single-node', ES_JAVA_OPTS: '-Xms2g -Xmx2g' }, 2048, 137],
  ] as const)('%s with %j in %i MiB', (image, env, limit, code) => {
    const { running } = run(image, undefined, { env, memoryLimit: limit * MIB })
    expect(running.end(60_000).code).toBe(code)
  })

  it.each([
    ['postgres:17', 'pg_isready -q -U postgres', { POSTGRES_PASSWORD: 'x' }, 2, ''],
    ['mysql:8.4', 'mysqladmin ping -h localhost -px', { MYSQL_ROOT_PASSWORD: 'x' }, 1, 'mysqld is alive\n'],
    ['mongo', 'mongosh --eval db.runCommand("ping")', {}, 1, '{ ok: 1 }\n'],
    ['rabbitmq', 'rabbitmq-diagnostics -q ping', {}, 69, 'Ping succeeded\n'],
    ['redis', 'redis-cli ping', {}, 1, 'PONG\n'],
  ])('%s is asked by %s', (image, command, env, code, answer) => {
    const alone = new Machine({ image }).run(command.split(' '))
    expect(alone).toMatchObject({ code, stdout: '' })
    const { machine } = run(image, undefined, { env })
    machine.runUntil(20_000)
    expect(machine.start(command.split(' ')).end()).toMatchObject({ code: 0, stdout: answer })
  })
})

describe('WordPress', () => {
  it.each([
    ['without a word of a database it asks for one', {}, ['302', '302']],
    ['without the database it fails', { WORDPRESS_DB_HOST: '127.0.0.1:3306' }, [DOWN, DOWN]],
    // Its own port stands for a database, which is not there yet when it first looks.
    ['with it there is something to install', { WORDPRESS_DB_HOST: '127.0.0.1:80' }, [DOWN, '302']],
  ])('%s', (_, env, answers) => {
    const { machine, running } = run('wordpress:php8.1-apache', undefined, { env })
    expect([3000, 6000].map((at) => asked(machine, running, at, 80, '/'))).toEqual(answers)
  })
})

describe('proxies', () => {
  it('coredns has the ports that its Corefile names', () => {
    const machine = new Machine({ image: 'coredns/coredns:1.11.3' })
    machine.files.makeDirectory('/etc/coredns')
    machine.files.write('/etc/coredns/Corefile', '.:53 {\n  health {\n    lameduck 5s\n  }\n  ready\n}\n')
    const running = machine.start(['/coredns', '-conf', '/etc/coredns/Corefile'])
    const boxes = [8080, 8181, 9153].map((port) => machine.requestAt(1000, port, port === 8181 ? '/ready' : '/health'))
    machine.signalAt(3000, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, ms: 8000 })
    expect(boxes.map(({ outcome }) => outcome?.kind)).toEqual(['response', 'response', 'refused'])
  })
})

describe('languages', () => {
  it.each([
    ['python:3.13', 'python app.py', 2, "python: can't open file '/app.py': [Errno 2] No such file or directory\n"],
    ['node:22', 'node server.js', 1, "Error: Cannot find module '/server.js'\n"],
    ['eclipse-temurin:21', 'java -jar app.jar', 1, 'Error: Unable to access jarfile app.jar\n'],
    ['eclipse-temurin:21', 'java Main', 1, 'Error: Could not find or load main class Main\n'],
    ['php:8', 'php index.php', 1, 'Could not open input file: index.php\n'],
    ['ruby:3.4', 'ruby app.rb', 1, 'ruby: No such file or directory -- app.rb (LoadError)\n'],
  ])('%s: %s ends with %i', (image, command, code, message) => {
    const outcome = new Machine({ image }).run(command.split(' '))
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(message)
  })

  it.each([
    ['python:3.13', 'python', undefined],
    ['node:22', 'node', undefined],
    ['eclipse-temurin:21', 'java', 143],
  ])('%s: a script whose meaning is not known lives, and meets SIGTERM as in its language', (image, command, code) => {
    const machine = new Machine({ image })
    machine.files.write('/x', 'serve(requests)\n')
    const running = machine.start([command, 'x'])
    machine.signalAt(5000, running, 'SIGTERM')
    expect(running.end(20_000).code).toBe(code)
  })

  it('perl counts the digits of pi', () => {
    const outcome = new Machine({ image: 'perl' }).run(['perl', '-Mbignum=bpi', '-wle', 'print bpi(50)'])
    expect(outcome).toMatchObject({ code: 0, stdout: '3.1415926535897932384626433832795028841971693993751\n' })
    const long = new Machine({ image: 'perl' }).run(['perl', '-Mbignum=bpi', '-wle', 'print bpi(2000)'])
    expect(long.stdout).toHaveLength(2002)
    expect(long.ms).toBeGreaterThan(1000)
  })

  it('git has no network outside of the cluster', () => {
    const outcome = new Machine({ image: 'alpine/git' }).run(['git', 'clone', 'https://github.com/a/b.git'])
    expect(outcome).toMatchObject({ code: 128 })
    expect(outcome.stderr).toBe(
      "Cloning into 'b'...\nfatal: unable to access 'https://github.com/a/b.git/': Could not resolve host: github.com\n",
    )
  })
})

describe('agnhost', () => {
  it.each([
    ['/exit?code=3', 3],
    ['/shutdown', 0],
  ])('netexec ends on %s', (path, code) => {
    const { machine, running } = run('agnhost', ['netexec', '--http-port=9000'])
    machine.requestAt(2000, 9000, path)
    expect(running.end()).toMatchObject({ code, ms: expect.closeTo(2000, -1) })
  })

  it('netexec waits where it is told to', () => {
    const { machine, running } = run('agnhost', ['netexec', '--delay-shutdown', '5'])
    machine.signalAt(2000, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, ms: 7000 })
  })

  it.each([
    ['connect localhost:1', 1, 'REFUSED\n'],
    ['connect nowhere:80', 1, 'DNS: no such host\n'],
    ['nope', 1, 'Error: unknown command "nope" for "app"\nRun \'app --help\' for usage.\n'],
  ])('%s', (args, code, stderr) => {
    expect(run('agnhost', args.split(' ')).running.end()).toMatchObject({ code, stderr })
  })
})
