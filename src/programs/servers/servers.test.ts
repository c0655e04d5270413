import { describe, expect, it } from 'vitest'
import { Volume } from '../../engine/runtime/files/volume.ts'
import { Machine, type MachineOptions, type Running } from '../testing/machine.ts'

const MIB = 1024 * 1024

function start(argv: readonly string[], options: MachineOptions = {}): { machine: Machine; running: Running } {
  const machine = new Machine({ image: 'podlapse/app', ...options })
  return { machine, running: machine.start(argv) }
}

/** Asks at these times and gives the statuses, or how it failed. */
function statuses(
  machine: Machine,
  running: Running,
  port: number,
  path: string,
  times: readonly number[],
): (number | string)[] {
  const boxes = times.map((time) => machine.requestAt(time, port, path))
  running.end(Math.max(...times) + 2000)
  return boxes.map(({ outcome }) => (outcome?.kind === 'response' ? outcome.response.status : String(outcome?.kind)))
}

describe('stress', () => {
  const argv = ['stress', '--vm', '1', '--vm-bytes', '250M', '--vm-hang', '1']

  it('goes down with its worker where only the worker is killed', () => {
    const { running } = start(argv, { image: 'polinux/stress', memoryLimit: 100 * MIB, cgroup: 'v1' })
    const outcome = running.end()
    expect(outcome.code).toBe(1)
    expect(outcome.ms).toBeLessThan(150)
    expect(outcome.stdout).toBe('stress: info: [1] dispatching hogs: 0 cpu, 0 io, 1 vm, 0 hdd\n')
    expect(outcome.stderr).toBe(
      'stress: FAIL: [1] (425) <-- worker 2 got signal 9\nstress: WARN: [1] (427) now reaping child worker processes\nstress: FAIL: [1] (431) kill error: No such process\nstress: FAIL: [1] (461) failed run completed in 0s\n',
    )
  })

  it('is killed as a whole with cgroup v2, and runs where there is room', () => {
    expect(start(argv, { image: 'polinux/stress', memoryLimit: 100 * MIB }).running.end().code).toBe(137)
    const { machine, running } = start(argv, { image: 'polinux/stress', memoryLimit: 300 * MIB })
    running.end(600)
    expect(machine.memory / MIB).toBeGreaterThan(250)
    expect(running.process.status).toBeUndefined()
  })

  it('ends in time', () => {
    const outcome = start(['stress', '--cpu', '2', '--timeout', '10'], { image: 'polinux/stress' }).running.end()
    expect(outcome).toMatchObject({ code: 0, ms: 10_000 })
    expect(outcome.stdout).toContain('successful run completed in 10s')
  })
})

describe('nginx', () => {
  const image = 'nginx:1.27'
  const entry = ['/docker-entrypoint.sh', 'nginx', '-g', 'daemon off;']

  it('starts through its entry point and serves its pages', () => {
    const { machine, running } = start(entry, { image })
    expect(statuses(machine, running, 80, '/', [1000])).toEqual([200])
    expect(statuses(machine, running, 80, '/nope', [5000])).toEqual([404])
    const { stdout, stderr, code } = running.end(9000)
    expect(stdout).toContain('/docker-entrypoint.sh: Configuration complete; ready for start up\n')
    expect(stdout).toContain('"GET /nope HTTP/1.1" 404')
    expect(stderr).toContain('[notice] 1#1: start worker processes\n')
    expect(code).toBeUndefined()
  })

  it('of an older tag keeps its notices to itself', () => {
    const { machine, running } = start(['nginx', '-g', 'daemon off;'], { image: 'nginx:1.14.2' })
    machine.signalAt(5000, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  it.each(['SIGTERM', 'SIGQUIT'] as const)('ends with 0 on %s', (signal) => {
    const { machine, running } = start(entry, { image })
    machine.signalAt(5000, running, signal)
    expect(running.end()).toMatchObject({ code: 0, ms: 5000 })
  })

  it('is ended by nginx -s quit, and has written its pid', () => {
    const { machine, running } = start(entry, { image })
    machine.runUntil(2000)
    expect(machine.files.read('/run/nginx.pid')).toEqual({ text: '1\n' })
    const quit = machine.start(['sh', '-c', 'nginx -s quit; while killall -0 nginx; do sleep 1; done'])
    expect(quit.end().code).toBe(137)
    expect(running.process.status).toBe(0)
  })

  it('takes another configuration from a volume', () => {
    const volume = new Volume({ now: () => 0 })
    volume.writeFile('default.conf', 'server { listen 8080; location = /healthz { return 200 "fine\\n"; } }')
    const { machine, running } = start(entry, {
      image,
      mounts: [{ path: '/etc/nginx/conf.d', volume, readOnly: true }],
    })
    expect(statuses(machine, running, 8080, '/healthz', [1000])).toEqual([200])
    expect(statuses(machine, running, 80, '/', [5000])).toEqual(['refused'])
    expect(running.end(7000).stdout).toContain(
      'info: can not modify /etc/nginx/conf.d/default.conf (read-only file system?)',
    )
  })

  it.each([
    [
      'a broken configuration',
      { conf: 'server { listen 80;' },
      'unexpected end of file, expecting "}" in /etc/nginx/conf.d/x.conf:1',
    ],
    [
      'a read-only root',
      { readOnlyRoot: true },
      'mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)',
    ],
    [
      'no capability to give its directories away',
      { securityContext: { capabilities: { drop: ['ALL'] } } },
      'chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)',
    ],
    ['another user', { uid: 1000 }, 'mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)'],
  ] as const)('does not start with %s', (_, { conf, ...options }: { conf?: string } & MachineOptions, message) => {
    const machine = new Machine({ image, ...options })
    if (conf) machine.files.write('/etc/nginx/conf.d/x.conf', conf)
    const outcome = machine.run(entry)
    expect(outcome.code).toBe(1)
    expect(outcome.stderr).toContain(`[emerg] ${message}`)
  })

  it('waits for its port and gives up', () => {
    const outcome = new Machine({ image }).sh('nginx; sleep 1; nginx -g "daemon off;"; echo $?')
    expect(outcome.stdout).toBe('1\n')
    expect(outcome.stderr).toContain('bind() to 0.0.0.0:80 failed (98: Address already in use)')
    expect(outcome.ms).toBeGreaterThanOrEqual(3500)
  })

  it('says that another command is not there', () => {
    expect(new Machine({ image }).run(['/docker-entrypoint.sh', 'run'])).toMatchObject({ code: 127 })
  })
})

describe('other servers', () => {
  it('agnhost liveness fails after 10 s and has no handler for SIGTERM', () => {
    const { machine, running } = start(['/agnhost', 'liveness'], {
      image: 'registry.k8s.io/e2e-test-images/agnhost:2.40',
    })
    expect(statuses(machine, running, 8080, '/healthz', [1000, 9000, 11_000])).toEqual([200, 200, 500])
    machine.signalAt(15_000, running, 'SIGTERM')
    expect(running.end().code).toBe(2)
  })

  it.each([
    ['redis:7', ['redis-server'], 'SIGTERM', 0],
    ['httpd:2.4', ['httpd-foreground'], 'SIGWINCH', 0],
    ['registry.k8s.io/pause:3.10', ['/pause'], 'SIGTERM', 0],
    ['ghcr.io/acme/api:1.2', ['described-program'], 'SIGTERM', 0],
    ['mysql:8', ['mysqld'], 'SIGTERM', 1],
  ] as const)('%s ends on its stop signal', (image, argv, signal, code) => {
    const { machine, running } = start(argv, { image })
    machine.signalAt(5000, running, signal)
    expect(running.end().code).toBe(code)
  })

  it('redis-cli asks the server', () => {
    const outcome = new Machine({ image: 'redis' }).sh(
      'redis-cli ping; redis-server > /dev/null & sleep 1; redis-cli ping',
    )
    expect(outcome.stdout).toBe('PONG\n')
  })
})

describe('curl', () => {
  it.each([
    ['curl -s http://127.0.0.1:8080/', 'ok\n', 0],
    ['curl -s -o /dev/null -w "%{http_code}" 127.0.0.1:8080/status/503', '503', 0],
    ['curl -sf 127.0.0.1:8080/status/500 || echo failed $?', 'failed 22\n', 0],
    ['curl -s 127.0.0.1:9; echo $?', '7\n', 0],
    ['curl -s nope; echo $?', '6\n', 0],
    ['curl -s -m 1 127.0.0.1:8081; echo $?', '28\n', 0],
    ['wget -q -O - 127.0.0.1:8080/status/404 2>&1', 'wget: server returned error: HTTP/1.1 404 Not Found\n', 1],
    ['wget -q --spider 127.0.0.1:8080 && echo there', 'there\n', 0],
  ])('%s', (script, stdout, code) => {
    const servers = 'podlapse http >/dev/null & podlapse http --port 8081 --slow 5000 >/dev/null & sleep 1;'
    expect(new Machine({ image: 'podlapse/app' }).sh(`${servers} ${script}`)).toMatchObject({ stdout, code })
  })
})
