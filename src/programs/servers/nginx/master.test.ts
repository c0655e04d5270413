import { describe, expect, it } from 'vitest'
import { Machine, type Running } from '../../testing/machine.ts'

const CONF = '/etc/nginx/conf.d/default.conf'

function start(): { readonly machine: Machine; readonly running: Running } {
  const machine = new Machine({ image: 'nginx:1.27' })
  return { machine, running: machine.start(['nginx', '-g', 'daemon off;']) }
}

/** The workers' pids, as ps would show them. */
function workers(machine: Machine): string[] {
  const { stdout } = machine.start(['sh', '-c', 'grep -l "nginx[:] worker" /proc/[0-9]*/cmdline']).end(2000)
  return stdout.match(/\d+/g) ?? []
}

const status = (box: { outcome: unknown }): unknown =>
  (box.outcome as { response?: { status: number; body: string } } | undefined)?.response?.body ??
  (box.outcome as { kind?: string } | undefined)?.kind

describe('after SIGHUP', () => {
  it('new workers take the place of the old ones', () => {
    const { machine, running } = start()
    machine.runUntil(1000)
    const before = workers(machine)
    machine.signalAt(10_000, running, 'SIGHUP')
    machine.runUntil(11_000)
    const after = workers(machine)
    expect(before).toHaveLength(4)
    expect(after).toHaveLength(4)
    expect(after.filter((pid) => before.includes(pid))).toEqual([])
  })

  it('the new configuration holds, on new ports too; a broken one is said and left', () => {
    const { machine, running } = start()
    machine.runUntil(1000)
    machine.files.write(CONF, 'server { listen 81; return 200 new; }')
    machine.signalAt(2000, running, 'SIGHUP')
    const boxes = [machine.requestAt(3000, 81, '/'), machine.requestAt(3000, 80, '/'), machine.requestAt(6000, 81, '/')]
    machine.runUntil(4000)
    machine.files.write(CONF, 'server { lisen 82; }')
    machine.start(['nginx', '-s', 'reload']).end(500)
    machine.signalAt(5000, running, 'SIGHUP')
    const { stderr } = running.end(8000)
    expect(boxes.map(status)).toEqual(['new', 'refused', 'new'])
    expect(stderr).toContain(`[emerg] 1#1: unknown directive "lisen" in ${CONF}:1`)
  })
})

it('a worker that is killed is started again', () => {
  const { machine, running } = start()
  machine.runUntil(1000)
  const [victim = ''] = workers(machine)
  machine.start(['sh', '-c', `kill -9 ${victim}`]).end(100)
  machine.runUntil(3000)
  const now = workers(machine)
  expect(now).toHaveLength(4)
  expect(now).not.toContain(victim)
  const box = machine.requestAt(9000, 80, '/')
  expect(running.end(10_000).stderr).toContain(`[alert] 1#1: worker process ${victim} exited on signal 9`)
  expect(box.outcome?.kind).toBe('response')
})

it.each([
  ['SIGQUIT', 'response', 3000],
  ['SIGTERM', 'malformed', 2000],
] as const)('%s: an answer that is under way is a %s', (signal, kind, ms) => {
  const machine = new Machine({ image: 'nginx:1.27' })
  machine.files.write(CONF, 'server { listen 80; location / { proxy_read_timeout 2s; proxy_pass http://10.9.9.9; } }')
  const running = machine.start(['nginx', '-g', 'daemon off;'])
  const box = machine.requestAt(1000, 80, '/', {}, 60_000)
  machine.signalAt(2000, running, signal)
  const outcome = running.end()
  machine.runUntil(20_000)
  expect(outcome.code).toBe(0)
  expect(Math.round(outcome.ms / 1000) * 1000).toBe(ms)
  expect(box.outcome?.kind).toBe(kind)
})
