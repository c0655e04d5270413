import { describe, expect, test } from 'vitest'
import type { Disposition, Signal } from '../program-api/signal.ts'
import { OsProcess, PidNamespace, type SignalEffect } from './os-process.ts'
import { NULL_INPUT, NULL_OUTPUT } from './stream.ts'

const make = (pid: number) =>
  new OsProcess({
    hostPid: 1200,
    standing: 'program',
    pid,
    parent: undefined,
    argv: ['x'],
    env: new Map(),
    cwd: '/',
    who: { uid: 0, gid: 0, groups: [0], capabilities: new Set<string>() },
    startedAt: 0,
    stdio: { stdin: NULL_INPUT, stdout: NULL_OUTPUT, stderr: NULL_OUTPUT },
  })

describe('what a signal does', () => {
  test.each<[string, Signal, Disposition | undefined, 'first' | 'other', 'node' | 'container', SignalEffect]>([
    ['PROC-2', 'SIGTERM', undefined, 'first', 'node', 'ignored'],
    ['PROC-2', 'SIGTERM', 'catch', 'first', 'node', 'caught'],
    ['PROC-2', 'SIGTERM', 'ignore', 'first', 'node', 'ignored'],
    ['PROC-2', 'SIGKILL', undefined, 'first', 'node', 'ends'],
    ['PROC-2', 'SIGKILL', 'ignore', 'first', 'node', 'ends'],
    ['PROC-2', 'SIGKILL', undefined, 'first', 'container', 'ignored'],
    ['PROC-2', 'SIGSEGV', undefined, 'first', 'node', 'ignored'],
    ['PROC-1', 'SIGTERM', undefined, 'other', 'container', 'ends'],
    ['PROC-1', 'SIGTERM', 'catch', 'other', 'container', 'caught'],
    ['PROC-1', 'SIGTERM', 'ignore', 'other', 'container', 'ignored'],
    ['PROC-1', 'SIGTERM', 'default', 'other', 'container', 'ends'],
    ['PROC-1', 'SIGKILL', 'catch', 'other', 'container', 'ends'],
    ['PROC-1', 'SIGCHLD', undefined, 'other', 'container', 'ignored'],
    ['PROC-1', 'SIGWINCH', undefined, 'other', 'node', 'ignored'],
    ['PROC-1', 'SIGHUP', undefined, 'other', 'node', 'ends'],
  ])('[%s] %s, disposition %s, to the %s process, from the %s: %s', (_rule, signal, disposition, who, from, effect) => {
    const process = make(1)
    if (disposition) process.dispositions.set(signal, disposition)
    expect(process.effectOf(signal, who === 'first', from === 'node')).toBe(effect)
  })

  test('caught ones wait in their order, and wake whoever waits for one', () => {
    const process = make(2)
    const woken: string[] = []
    process.interrupt.listen(() => woken.push('first'))
    process.catchSignal('SIGTERM')
    process.interrupt.listen(() => woken.push('second'))
    process.catchSignal('SIGHUP')
    expect(process.pending).toEqual(['SIGTERM', 'SIGHUP'])
    expect(woken).toEqual(['first', 'second'])
  })
})

describe('PidNamespace', () => {
  test('counts from 1; its first process is special', () => {
    const pids = new PidNamespace()
    const [first, second] = [make(pids.takePid()), make(pids.takePid())]
    for (const process of [first, second]) pids.add(process)
    expect(pids.isInit(first)).toBe(true)
    expect(pids.isInit(second)).toBe(false)
    pids.remove(first)
    expect(pids.get(1)).toBeUndefined()
    expect(pids.list()).toEqual([second])
    expect(pids.takePid()).toBe(3)
  })

  test('that is shared has a first process that is not a container’s', () => {
    const pids = new PidNamespace('pause')
    const process = make(pids.takePid())
    expect(process.pid).toBeGreaterThan(1)
    expect(pids.isInit(process)).toBe(false)
  })
})
