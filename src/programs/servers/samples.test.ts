import { describe, expect, it } from 'vitest'
import type { HttpOutcome } from '../../engine/program-api/network.ts'
import { PROGRAMS } from '../programs.ts'
import { Machine, type MachineOptions, type Running } from '../testing/machine.ts'

function run(
  image: string,
  args: readonly string[] = [],
  options: MachineOptions = {},
): { readonly machine: Machine; readonly running: Running } {
  const { entrypoint, cmd, workingDir } = PROGRAMS.image(image)
  const machine = new Machine({ image, ...options })
  const words = args.length > 0 ? args : cmd
  return { machine, running: machine.start([...entrypoint, ...words], workingDir) }
}

const said = ({ outcome }: { outcome: HttpOutcome | undefined }): number | string | undefined =>
  outcome?.kind === 'response' ? outcome.response.status : outcome?.kind

describe('demoapp', () => {
  it.each([
    ['/livez', [1000, 3000, 7000, 7000], [200, 200, 200, 200], 5000],
    ['/readyz', [1000, 15_900, 20_000, 20_000], [200, 200, 200, 200], 15_000],
  ] as const)(
    'sleeps before its first answer to %s, and whoever asks meanwhile waits as long',
    (path, times, codes, ms) => {
      const { machine, running } = run('ikubernetes/demoapp:v1.0')
      const patient = times.map((time) => machine.requestAt(time, 80, path, {}, 60_000))
      const hasty = machine.requestAt(2000, 80, path)
      machine.runUntil(times[0] + ms - 1)
      expect(patient.map(said)).toEqual([undefined, undefined, undefined, undefined])
      expect(said(hasty)).toBe('timeout')
      machine.runUntil(times[1] + ms - 1)
      expect(patient.map(said)).toEqual([200, undefined, 200, 200])
      running.end(60_000)
      expect(patient.map(said)).toEqual(codes)
    },
  )

  it('can be talked down and up again, and does not hear SIGTERM', () => {
    const { machine, running } = run('ikubernetes/demoapp:v1.0')
    machine.requestAt(100, 80, '/livez')
    const told = [10_000, 14_000].map((time, i) =>
      machine.requestAt(time, 80, '/livez', { method: 'POST', body: `livez=${i === 0 ? 'FAIL' : 'OK'}` }),
    )
    const asked = [9000, 11_000, 15_000].map((time) => machine.requestAt(time, 80, '/livez'))
    machine.signalAt(20_000, running, 'SIGTERM')
    expect(running.end(30_000).code).toBeUndefined()
    expect([...told, ...asked].map(said)).toEqual([200, 200, 200, 506, 200])
    const probe = machine.start(['/bin/sh', '-c', '[ "$(curl -s 127.0.0.1/livez)" == "OK" ]'])
    expect(probe.end(60_000).code).toBe(0)
  })

  it('a container that ends takes along what it has not answered', () => {
    const { machine, running } = run('ikubernetes/demoapp:v1.0')
    const box = machine.requestAt(1000, 80, '/readyz', {}, 60_000)
    machine.signalAt(5000, running, 'SIGKILL')
    machine.runUntil(6000)
    expect(box.outcome).toEqual({ kind: 'malformed', detail: 'EOF' })
  })
})

describe('http-echo', () => {
  it.each([
    [[], {}, 127, 'Missing -text option!\n'],
    [['-text='], {}, 127, 'Missing -text option!\n'],
    [['-text', 'a', 'b'], {}, 127, 'Too many arguments!\n'],
    [['-txt=a'], {}, 2, 'flag provided but not defined: -txt\n'],
    [[], { ECHO_TEXT: 'x' }, undefined, 'server is listening on :5678'],
    [['-text', 'a b', '--listen=:80'], {}, undefined, 'server is listening on :80'],
  ] as const)('with %j and %j: exit code %s', (args, env, code, text) => {
    const machine = new Machine({ image: 'hashicorp/http-echo', env })
    const outcome = machine.start(['/http-echo', ...args]).end(2000)
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(text)
  })
})

describe('podinfo', () => {
  const PODINFO = 'ghcr.io/stefanprodan/podinfo:6.7.0'

  it.each([
    [['./podinfo'], {}, 9898, '/readyz', 200],
    [['./podinfo', '--port=8080'], {}, 8080, '/healthz', 200],
    [['./podinfo', '--port', '8080', '--unready'], {}, 8080, '/readyz', 503],
    [['./podinfo', '--unhealthy'], {}, 9898, '/healthz', 503],
    [['./podinfo'], { PODINFO_PORT: '8081' }, 8081, '/status/418', 418],
    [['./podinfo', '--port-metrics=9797'], {}, 9797, '/metrics', 200],
  ] as const)('%j %j on %i answers %s with %i', (args, env, port, path, status) => {
    const { machine, running } = run(PODINFO, args, { env })
    const box = machine.requestAt(1000, port, path)
    running.end(3000)
    expect(said(box)).toBe(status)
  })

  it('is made unready and ready again, and drains for three seconds', () => {
    const { machine, running } = run(PODINFO)
    machine.requestAt(1000, 9898, '/readyz/disable', { method: 'POST' })
    machine.requestAt(3000, 9898, '/readyz/enable', { method: 'POST' })
    const asked = [2000, 4000, 11_000].map((time) => machine.requestAt(time, 9898, '/readyz'))
    machine.signalAt(10_000, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, ms: 13_000 })
    expect(asked.map(said)).toEqual([503, 200, 503])
  })

  it('ends with 255 when it is told to panic', () => {
    const { machine, running } = run(PODINFO)
    machine.requestAt(1000, 9898, '/panic')
    expect(running.end().code).toBe(255)
  })

  it.each([
    ['podcli check http localhost:9898/readyz', 0],
    ['podcli check http http://localhost:9898/status/500', 1],
    ['podcli check http localhost:1', 1],
    ['podcli check tcp localhost:9898', 0],
    ['podcli check grpc localhost:9999', 0],
    ['podcli check grpc localhost:9999 --service=nope', 1],
    ['podcli check grpc localhost:9898 --timeout=1s', 1],
    ['podcli check nothing', 1],
    ['podcli check http', 1],
  ])('%s ends with %i', (line, code) => {
    const { machine } = run(PODINFO, ['./podinfo', '--grpc-port=9999'])
    machine.runUntil(1000)
    expect(machine.start(line.split(' ')).end(60_000).code).toBe(code)
  })

  it('its check waits a second before it asks for the first time', () => {
    const { machine } = run(PODINFO)
    machine.runUntil(1000)
    expect(machine.start(['podcli', 'check', 'tcp', 'localhost:9898']).end().ms).toBeGreaterThanOrEqual(1000)
  })
})

describe('random-generator and its ambassador', () => {
  it.each([
    [{ LOG_FILE: '/tmp/numbers' }, ''],
    [{ LOG_FILE: '/tmp/numbers', LOG_URL: 'http://127.0.0.1:9009' }, 'Connection refused'],
  ])('each number is told to the log of %j, and answered', (env, complaint) => {
    const { machine, running } = run('k8spatterns/random-generator:1.0', [], { env })
    const box = machine.requestAt(6000, 8080, '/')
    const { stderr } = running.end(8000)
    expect(said(box)).toBe(200)
    expect(stderr).toContain(complaint)
    const log = machine.files.read('/tmp/numbers')
    expect(typeof log === 'object' && log.text).toMatch(/^\d+,[0-9a-f-]{36},\d+,\d+\n$/)
  })

  it('the ambassador prints what it is told, and listens for its own container only', () => {
    const { machine, running } = run('k8spatterns/random-generator-log-ambassador')
    const outside = machine.requestAt(500, 9009, '/')
    const body = '{"random":7,"id":"a-b","duration":12}'
    machine.runUntil(1000)
    machine.start(['wget', '-q', '-O-', '--post-data', body, 'http://localhost:9009/']).end(3000)
    machine.start(['wget', '-q', '-O-', 'http://localhost:9009/']).end(3000)
    const { stdout } = running.end(9000)
    expect(said(outside)).toBe('refused')
    expect(stdout).toContain('>>> ID: a-b -- Duration: 12 -- Random: 7\n!!! Method GET is not supported\n')
  })
})

it('go-liveness is well for 30 seconds', () => {
  const { machine, running } = run('hb.example.com/6o6/go-liveness')
  const boxes = [29_000, 31_000].map((time) => machine.requestAt(time, 8080, '/healthz'))
  running.end(40_000)
  expect(boxes.map(said)).toEqual([200, 500])
})

it('demoapp brings an iptables that is older than nf_tables', () => {
  const machine = new Machine({ image: 'ikubernetes/demoapp:v1.0' })
  expect(machine.run(['iptables', '-t', 'nat', '-vnL'])).toMatchObject({
    code: 3,
    stderr:
      "iptables v1.8.3 (legacy): can't initialize iptables table `nat': Permission denied (you must be root)\nPerhaps iptables or your kernel needs to be upgraded.\n",
  })
})
