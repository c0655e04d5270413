import { describe, expect, it } from 'vitest'
import { MOST } from '../../engine/kernel/exhausted.ts'
import { Machine } from '../testing/machine.ts'

/** A process start costs the shell a millisecond; a script may take so many more than its sleeps. */
const SLACK = 20

describe('time', () => {
  it.each([
    ['sleep 1', 1000],
    ['sleep 0.5; sleep 0.25', 750],
    ['sleep 1m', 60_000],
    ['sleep 2 & sleep 3; wait', 3000],
    ['sleep 3 & sleep 1 & wait', 3000],
    ['for i in 1 2 3; do sleep 2; done', 6000],
    ['sleep 1 | sleep 2', 2000],
    ['x=$(sleep 2; echo a); sleep 1', 3000],
    ['(sleep 2); sleep 1', 3000],
    ['usleep 500000', 500],
    ['timeout 2 sleep 9', 2000],
  ])('%s takes %d ms', (script, ms) => {
    const outcome = new Machine().sh(script)
    expect(outcome.ms).toBeGreaterThanOrEqual(ms)
    expect(outcome.ms).toBeLessThan(ms + SLACK)
  })

  it('prints when it is time to', () => {
    const machine = new Machine()
    const running = machine.start(['sh', '-c', 'echo a; sleep 5; echo b'])
    expect(running.end(4000).stdout).toBe('a\n')
    expect(running.end().stdout).toBe('a\nb\n')
  })
})

describe('signals', () => {
  type Story = {
    readonly script: string
    readonly signal?: 'SIGTERM' | 'SIGINT' | 'SIGHUP' | 'SIGUSR1' | 'SIGKILL'
    readonly at?: number
    readonly image?: string
    readonly code: number | undefined
    readonly ms: number
    readonly stdout?: string
    readonly stderr?: string
  }
  const stories: readonly (readonly [string, Story])[] = [
    ['PID 1 without a handler ignores SIGTERM', { script: 'sleep 30', code: 0, ms: 30_000 }],
    ['a list becomes its last command in ash', { script: 'echo a; sleep 30', code: 0, ms: 30_000, stdout: 'a\n' }],
    ['SIGKILL ends it', { script: 'sleep 30', signal: 'SIGKILL', code: 137, ms: 5000 }],
    ['a trap runs when `wait` is cut short', { script: 'trap "exit 143" TERM; sleep 30 & wait', code: 143, ms: 5000 }],
    [
      '`wait` gives 128 + the signal',
      { script: 'trap : TERM; sleep 30 & wait; echo $?', code: 0, ms: 5000, stdout: '143\n' },
    ],
    [
      'a trap waits for the foreground child',
      { script: 'trap "echo trapped; exit 3" TERM; sleep 30', code: 3, ms: 30_000, stdout: 'trapped\n' },
    ],
    [
      'a loop of short sleeps ends soon',
      { script: 'trap "exit 0" TERM; while true; do sleep 1; done', code: 0, ms: 5000 },
    ],
    ['a busy loop notices its trap', { script: 'trap "exit 7" TERM; while :; do :; done', code: 7, ms: 5000 }],
    [
      'an ignored signal stays ignored in children',
      { script: "trap '' TERM; sleep 10; echo on", code: 0, ms: 10_000, stdout: 'on\n' },
    ],
    ['the EXIT trap runs at the end', { script: 'trap "echo bye" EXIT; echo hi', code: 0, ms: 0, stdout: 'hi\nbye\n' }],
    [
      'the EXIT trap runs on exit, with its status',
      { script: 'trap "echo bye" EXIT; exit 4', code: 4, ms: 0, stdout: 'bye\n' },
    ],
    [
      'an EXIT trap runs after a signal’s',
      { script: 'trap "echo x" EXIT; trap "exit 2" TERM; sleep 9 & wait', code: 2, ms: 5000, stdout: 'x\n' },
    ],
    [
      'other signals have their own traps',
      { script: 'trap "echo usr" USR1; sleep 9 & wait; wait', signal: 'SIGUSR1', code: 0, ms: 9000, stdout: 'usr\n' },
    ],
    [
      'an exec’d program gets the signal',
      {
        script: 'exec podlapse run --term-code 5',
        image: 'podlapse/app',
        code: 5,
        ms: 5000,
        stdout: 'start [--term-code 5]\ngot terminated\n',
      },
    ],
    [
      'so does the last command of ash',
      {
        script: 'echo a; podlapse run',
        image: 'podlapse/app',
        code: 0,
        ms: 5000,
        stdout: 'a\nstart []\ngot terminated\n',
      },
    ],
    [
      'but not that of dash, which stays',
      { script: 'echo a; sleep 20', image: 'debian', code: 0, ms: 20_000, stdout: 'a\n' },
    ],
    [
      'a server behind another command is not reached',
      {
        script: 'podlapse run --for 20; echo after',
        image: 'podlapse/app',
        code: 0,
        ms: 20_000,
        stdout: 'start [--for 20]\nafter\n',
      },
    ],
  ]
  it.each(stories)('%s', (_, story) => {
    const machine = new Machine({ image: story.image ?? 'busybox' })
    const running = machine.start(['sh', '-c', story.script])
    machine.signalAt(story.at ?? 5000, running, story.signal ?? 'SIGTERM')
    const outcome = running.end()
    expect(outcome.code).toBe(story.code)
    expect(outcome.ms).toBeGreaterThanOrEqual(story.ms)
    expect(outcome.ms).toBeLessThan(story.ms + 1100)
    if (story.stdout !== undefined) expect(outcome.stdout).toBe(story.stdout)
  })

  it('says what a signal did to a foreground child', () => {
    const outcome = new Machine().sh('sh -c "kill -9 \\$\\$"; echo $?; sh -c "kill \\$\\$"; echo $?')
    expect(outcome).toMatchObject({ stdout: '137\n143\n', stderr: 'Killed\nTerminated\n' })
  })

  it('leaves nothing running when its first process ends', () => {
    const machine = new Machine()
    machine.sh('sleep 100 & sleep 200 & sleep 1; exit 0')
    expect(machine.processCount).toBe(0)
  })
})

describe('runaways', () => {
  it.each([
    ['while true; do :; done'],
    ['while true; do echo x; sleep 1; done'],
    ['while true; do echo x; done'],
    ['while true; do /bin/true; done'],
    ['while true; do x=$(echo y); done'],
    ['while true; do date >> /tmp/log; done'],
    ['yes'],
    ['cat /dev/zero'],
    ['cat /dev/zero | tail'],
    ['while true; do sleep 0.2; date; done'],
    ['f() { f; }; while true; do (f) 2>/dev/null; done'],
    ['x=a; while true; do x=$x$x; done'],
  ])('15 simulated minutes of %s take little time', (script) => {
    const machine = new Machine()
    machine.sh(script, 900_000)
    expect(machine.kernel.worked).toBeLessThan(MOST.work)
  })

  it('a fork bomb meets the process limit', () => {
    const machine = new Machine()
    expect(machine.sh('b() { b | b & }; b; sleep 60', 900_000).code).toBe(0)
    expect(machine.kernel.worked).toBeLessThan(MOST.work)
  })

  it('counts to 100,000 at an honest price', () => {
    const outcome = new Machine().sh('i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; echo $i', 900_000)
    expect(outcome.stdout).toBe('100000\n')
    expect(outcome.ms).toBeLessThan(2000)
  })
})
