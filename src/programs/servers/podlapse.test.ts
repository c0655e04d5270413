import { describe, expect, it } from 'vitest'
import { Machine, type MachineOptions, type Running } from '../testing/machine.ts'

const MIB = 1024 * 1024

function start(args: string, options: MachineOptions = {}): { machine: Machine; running: Running } {
  const machine = new Machine({ image: 'podlapse/app', ...options })
  return { machine, running: machine.start(['podlapse', ...args.split(' ').filter((word) => word !== '')]) }
}

/** What is answered at these times: a status, or how it failed. */
function statuses(args: string, port: number, times: readonly number[], path = '/'): (number | string)[] {
  const { machine, running } = start(args)
  const boxes = times.map((time) => machine.requestAt(time, port, path))
  running.end(Math.max(...times) + 2000)
  return boxes.map(({ outcome }) => (outcome?.kind === 'response' ? outcome.response.status : String(outcome?.kind)))
}

describe('flags that are refused', () => {
  it.each([
    ['', 'a verb is missing'],
    ['bad', 'unknown verb: bad'],
    ['run --nope', 'unknown flag for run: --nope'],
    ['run 5', 'unknown flag for run: 5'],
    ['run --for', '--for needs a value'],
    ['run --for soon', '--for: not a number or duration: soon'],
    ['run --for -5s', '--for: not a number or duration: -5s'],
    ['run --code 1m30s', '--code: not a number from 0 to 255: 1m30s'],
    ['run --code 256', '--code: not a number from 0 to 255: 256'],
    ['run --term-code x', '--term-code: not a number from 0 to 255: x'],
    ['run --port 80', 'unknown flag for run: --port'],
    ['run --ignore-term=yes', 'unknown flag for run: --ignore-term=yes'],
    ['http --port 0', '--port: not a number from 1 to 65535: 0'],
    ['http --port 70000', '--port: not a number from 1 to 65535: 70000'],
    ['http --fail-code 42', '--fail-code: not a number from 100 to 599: 42'],
    ['http --close-after 3', 'unknown flag for http: --close-after'],
    ['tcp --slow 3', 'unknown flag for tcp: --slow'],
    ['grpc --fail-code 500', 'unknown flag for grpc: --fail-code'],
    ['leak --to much', '--to: not a size: much'],
    ['leak --start-delay 3', 'unknown flag for leak: --start-delay'],
  ])('%j', (args, message) => {
    const outcome = start(args).running.end()
    expect(outcome).toMatchObject({ code: 2, ms: 0, stdout: '' })
    expect(outcome.stderr).toMatch(/^podlapse: .*\nusage: podlapse run\|http\|tcp\|grpc\|leak /)
    expect(outcome.stderr).toContain(message)
  })
})

describe('the end that is asked for', () => {
  it.each([
    ['run --for 4 --code 1', 1, 4000, 'start [--for 4 --code 1]\n'],
    ['run --for 1m30s', 0, 90_000, 'start [--for 1m30s]\n'],
    ['run --for=1.5 --code=255', 255, 1500, 'start [--for=1.5 --code=255]\n'],
    ['run --for 500ms', 0, 500, 'start [--for 500ms]\n'],
    ['run --print hello --for 0', 0, 0, 'start [--print hello --for 0]\nhello\n'],
    ['run -for 2 -code 3', 3, 2000, 'start [-for 2 -code 3]\n'],
    ['http --for 5 --start-delay 2 --code 3', 3, 5000, ''],
    ['run --for 1 --code 1 --code 4', 4, 1000, 'start [--for 1 --code 1 --code 4]\n'],
  ])('%s', (args, code, ms, stdout) => {
    expect(start(args).running.end()).toMatchObject({ code, ms, stdout })
  })
})

describe('SIGTERM at 5 s', () => {
  it.each([
    ['run', 0, 5000],
    ['run --term-code 7', 7, 5000],
    ['run --term-delay 3 --term-code 7', 7, 8000],
    ['run --term-delay 1m30s', 0, 95_000],
    ['run --for 6 --code 1 --term-delay 3 --term-code 7', 7, 8000],
    ['run --for 20 --ignore-term --code 2', 2, 20_000],
    ['run --for 20 --ignore-term --term-delay 1 --code 2', 2, 20_000],
    ['http --term-delay 3 --term-code 4', 4, 8000],
    ['http --start-delay 60 --term-code 4', 4, 5000],
    ['http --start-delay 60 --term-delay 2', 0, 7000],
    ['http --for 9 --code 3 --ignore-term', 3, 9000],
    ['tcp --term-delay 2.5 --term-code 9', 9, 7500],
    ['tcp --close-after 2', 0, 5000],
    ['tcp --close-after 20 --term-delay 1', 0, 6000],
    ['grpc --term-delay 1s --term-code 5', 5, 6000],
    ['leak --from 1Mi --to 2Mi --over 1', 0, 5000],
    ['leak --from 1Mi --to 2Mi --over 1 --term-delay 2 --term-code 6', 6, 7000],
  ])('%s', (args, code, ms) => {
    const { machine, running } = start(args)
    machine.signalAt(5000, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code, ms })
  })

  it.each([
    ['leak --over 60', 0, 5000],
    ['leak --over 60 --term-delay 3 --term-code 6', 6, 8000],
    ['leak --over 60 --ignore-term --for 10 --code 1', 1, 10_000],
  ])('%s is heard while the memory grows', (args, code, ms) => {
    const { machine, running } = start(args)
    machine.signalAt(5000, running, 'SIGTERM')
    const outcome = running.end()
    expect(outcome.code).toBe(code)
    expect(outcome.ms).toBeGreaterThanOrEqual(ms)
    expect(outcome.ms).toBeLessThan(ms + 250)
  })

  it('says what it heard', () => {
    const { machine, running } = start('run --for 8 --ignore-term')
    machine.signalAt(5000, running, 'SIGTERM')
    expect(running.end().stdout).toBe('start [--for 8 --ignore-term]\ngot terminated, ignoring\n')
  })

  it('a second one does not hurry it', () => {
    const { machine, running } = start('run --term-delay 10')
    for (const at of [5000, 6000]) machine.signalAt(at, running, 'SIGTERM')
    expect(running.end()).toMatchObject({ code: 0, ms: 15_000 })
  })

  it.each(['SIGKILL', 'SIGINT'] as const)('%s is not ignored by --ignore-term alone', (signal) => {
    const { machine, running } = start('run --ignore-term --for 20')
    machine.signalAt(5000, running, signal)
    expect(running.end()).toMatchObject(signal === 'SIGKILL' ? { code: 137, ms: 5000 } : { code: 0, ms: 20_000 })
  })
})

describe('http', () => {
  it.each<[args: string, port: number, times: number[], statuses: (number | string)[]]>([
    ['http', 8080, [1000], [200]],
    ['http --port 9999', 9999, [1000], [200]],
    [
      'http --port 80 --start-delay 5 --ok-after 10 --fail-after 60 --fail-code 502',
      80,
      [1000, 6000, 14_000, 16_000, 64_000, 66_000],
      ['refused', 502, 502, 200, 200, 502],
    ],
    ['http --ok-after 10', 8080, [9000, 11_000], [503, 200]],
    ['http --fail-after 1m30s', 8080, [89_000, 91_000], [200, 500]],
    ['http --slow 500 --fail-after 5', 8080, [1000, 6000], [200, 500]],
    ['http --slow 2000 --fail-after 5', 8080, [1000, 6000], ['timeout', 'timeout']],
    ['http --slow 2s', 8080, [1000], ['timeout']],
    ['http --fail-after 0', 8080, [1000], [500]],
  ])('%s', (args, port, times, expected) => {
    expect(statuses(args, port, times)).toEqual(expected)
  })

  it('answers what it is asked for, whatever its health', () => {
    expect(statuses('http --fail-after 1', 8080, [5000], '/status/418')).toEqual([418])
  })

  it('writes a line for each request', () => {
    const { machine, running } = start('http --start-delay 1')
    machine.requestAt(3000, 8080, '/x', { method: 'POST' })
    expect(running.end(5000).stdout).toMatch(/^1 2\.\d\d\d POST \/x\n$/)
  })

  it('two servers cannot have one port', () => {
    const outcome = new Machine({ image: 'podlapse/app' }).sh('podlapse http & sleep 1; podlapse http; echo $?')
    expect(outcome).toMatchObject({ stdout: '1\n', stderr: 'listen tcp :8080: bind: address already in use\n' })
  })
})

describe('tcp and grpc', () => {
  it('tcp listens late, closes, and lives on', () => {
    const { machine, running } = start('tcp --port 6000 --start-delay 2 --close-after 30')
    const times = [1000, 3000, 31_000, 33_000]
    const boxes = times.map((at) => machine.requestAt(at, 6000, '/'))
    expect(running.end(40_000).code).toBeUndefined()
    // What speaks no HTTP takes the connection and never answers.
    expect(boxes.map(({ outcome }) => outcome?.kind)).toEqual(['refused', 'timeout', 'timeout', 'refused'])
  })

  it.each([
    ['grpc', 5000, 'SERVING'],
    ['grpc --port 9000 --start-delay 2 --ok-after 10', 9000, 'NOT_SERVING'],
    ['grpc --start-delay 2 --ok-after 10', 13_000, 'SERVING'],
    ['grpc --start-delay 5 --fail-after 30', 34_000, 'SERVING'],
    ['grpc --start-delay 5 --fail-after 30', 36_000, 'NOT_SERVING'],
    ['grpc --start-delay 5', 4000, undefined],
  ])('%s at %i ms: %s', (args, at, health) => {
    const { machine, running } = start(args)
    const box = machine.healthAt(at, 9000)
    running.end(at + 2000)
    expect(box.health).toBe(health)
  })
})

describe('leak', () => {
  it('grows in a line, then stays', () => {
    const { machine, running } = start('leak --from 20Mi --to 220Mi --over 100')
    const seen = [0.05, 25, 50, 99, 120].map((second) => {
      machine.kernel.at(second * 1000, () => {})
      running.end(second * 1000)
      return Math.round(machine.memory / MIB)
    })
    expect(seen).toEqual([20, 70, 120, 218, 220])
  })

  it('is at once where it is to take no time', () => {
    const { machine, running } = start('leak --from 1Mi --to 50Mi --over 0')
    running.end(1000)
    expect(Math.round(machine.memory / MIB)).toBe(50)
  })

  it('dies where it meets the limit', () => {
    const outcome = start('leak --from 20Mi --to 220Mi --over 100', { memoryLimit: 120 * MIB }).running.end()
    expect(outcome.code).toBe(137)
    expect(outcome.ms / 1000).toBeCloseTo(50, 0)
  })

  it('in steps dies while it grows over the limit', () => {
    const machine = new Machine({ image: 'podlapse/app', memoryLimit: 100 * MIB })
    const outcome = machine.run(['leak', '50', '1', '250'])
    expect(outcome).toMatchObject({ code: 137, stdout: 'allocated 50 MiB\n' })
    // 50 MiB, a millisecond, and 50 MiB less what the process had to begin with.
    expect(outcome.ms).toBeGreaterThan(25)
    expect(outcome.ms).toBeLessThan(100)
  })

  it.each(['leak 5', 'leak 0 1 2', 'leak x 1 2'])('%s is not understood', (args) => {
    expect(start(args).running.end()).toMatchObject({ code: 2, stderr: 'usage: leak STEP_MiB EVERY_MS MAX_MiB\n' })
  })
})
