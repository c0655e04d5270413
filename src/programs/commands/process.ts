import type { ProcessInfo } from '../../engine/program-api/program.ts'
import { signalOf } from '../../engine/program-api/signal.ts'
import { Effort } from '../effort.ts'
import { BadOption, parseOptions } from '../options.ts'
import { BROKEN_PIPE, baseName, type Call, errorText, fail, print, spawnErrorText, type Tool } from '../tool.ts'
import { commandLine } from './ps.ts'
import { parseDuration } from './sleep.ts'
import { become } from './system.ts'

function named(call: Call, names: readonly string[]): readonly ProcessInfo[] {
  return call.sys.processes().filter((process) => {
    const own = process.name
    // A script is known by its own name as well as by its interpreter's.
    return names.some(
      (name) => own === name || (/^(python\d?|sh|bash|node)$/.test(own) && baseName(process.argv[1] ?? '') === name),
    )
  })
}

export const pidof: Tool = function* (call) {
  const found = named(
    call,
    call.args.filter((arg) => !arg.startsWith('-')),
  )
  if (found.length === 0) return 1
  const pids = found.map((process) => process.pid).sort((a, b) => b - a)
  return yield* print(call, `${(call.args.includes('-s') ? pids.slice(0, 1) : pids).join(' ')}\n`)
}

/** pgrep and pkill */
export const pgrep: Tool = function* (call) {
  const kills = call.name === 'pkill'
  let args = [...call.args]
  let signal = signalOf('TERM')
  if (kills && args[0]?.startsWith('-') && signalOf(args[0].slice(1))) {
    signal = signalOf(args[0].slice(1))
    args = args.slice(1)
  }
  const options = parseOptions(args, 'flxnova', { full: 'f' })
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const [pattern] = options.operands
  if (pattern === undefined) return yield* fail(call, 'no pattern', 2)
  let found = false
  for (const process of call.sys.processes()) {
    if (process.pid === call.sys.pid) continue
    const text = options.has('f') ? commandLine(process) : process.name
    if (options.has('x') ? text !== pattern : !text.includes(pattern)) continue
    found = true
    if (kills && signal) call.sys.kill(process.pid, signal)
    else yield* print(call, `${process.pid}${options.has('l') || options.has('a') ? ` ${text}` : ''}\n`)
  }
  yield 0
  return found ? 0 : 1
}

export const killall: Tool = function* (call) {
  let signal: ReturnType<typeof signalOf> | 'none' = 'SIGTERM'
  const names: string[] = []
  for (let i = 0; i < call.args.length; i++) {
    const arg = call.args[i] as string
    if (arg === '-q') continue
    const name = arg === '-s' ? (call.args[++i] ?? '') : arg.startsWith('-') ? arg.slice(1) : undefined
    if (name === undefined) names.push(arg)
    else {
      signal = name === '0' ? 'none' : signalOf(name)
      if (!signal) return yield* fail(call, `bad signal name '${name}'`)
    }
  }
  let status = 0
  for (const name of names) {
    const found = named(call, [name])
    if (found.length === 0) status = yield* fail(call, `${name}: no process killed`)
    if (signal !== 'none') for (const process of found) call.sys.kill(process.pid, signal)
  }
  yield 0
  return status
}

export const timeout: Tool = function* (call) {
  const options = parseOptions(call.args, '+s:k:', {
    signal: 's',
    'kill-after': 'k',
    'preserve-status': 'p',
    foreground: 'f',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message, 125)
  const [length, ...command] = options.operands
  const ms = parseDuration(length ?? '')
  if (ms === undefined) return yield* fail(call, `invalid number '${length ?? ''}'`, 125)
  const signal = signalOf(options.value('s') ?? 'TERM') ?? 'SIGTERM'
  const killAfter = options.value('k')
  // Those that are caught from here on are no longer ignored by what is started: a job in the background can be interrupted.
  // coreutils: src/timeout.c install_cleanup
  if (!isBusybox(call)) for (const caught of [...FORWARDED, signal]) call.sys.on(caught, 'catch')
  const child = call.sys.spawn({ argv: command })
  if (typeof child === 'string') {
    const missing = child === 'ENOENT'
    return yield* fail(
      call,
      `can't execute '${command[0]}': ${errorText(missing ? 'ENOENT' : 'EACCES')}`,
      missing ? 127 : 126,
    )
  }
  // A helper that sleeps: whichever of the two ends first decides.
  const timer = (sleepMs: number) =>
    call.sys.fork(function* (sys) {
      yield* sys.sleep(sleepMs)
      return 0
    })
  for (const forwarded of FORWARDED) call.sys.on(forwarded, 'catch')
  let alarm = timer(ms)
  if (alarm.pid === 0) return yield* fail(call, `fork: ${spawnErrorText('EAGAIN')}`, 125)
  let sent = false
  for (;;) {
    const waited = yield* call.sys.waitAny([child, alarm])
    if (waited.kind === 'interrupted') {
      const caught = call.sys.takeSignal()
      if (caught) call.sys.kill(child.pid, caught)
      continue
    }
    if (child.status !== undefined) {
      call.sys.kill(alarm.pid, 'SIGKILL')
      return sent
        ? child.signal === 'SIGKILL' && signal !== 'SIGKILL'
          ? 137
          : 124 + (isBusybox(call) ? 19 : 0)
        : child.status
    }
    call.sys.kill(child.pid, sent ? 'SIGKILL' : signal)
    sent = true
    const more = killAfter === undefined ? undefined : parseDuration(killAfter)
    alarm = timer(more ?? 365 * 86_400_000)
  }
}

const FORWARDED = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const

/** busybox' timeout ends with 143 where others end with 124. */
function isBusybox(call: Call): boolean {
  return typeof call.sys.files.stat('/bin/busybox') !== 'string'
}

export const yes: Tool = function* (call) {
  const line = `${call.args.length > 0 ? call.args.join(' ') : 'y'}\n`
  const effort = new Effort(call.sys)
  for (;;) {
    if (!(yield* call.stdout.write(line))) return BROKEN_PIPE
    yield* effort.output()
  }
}

export const which: Tool = function* (call) {
  let status = 0
  for (const name of call.args.filter((arg) => arg !== '-a')) {
    const path = (call.sys.env.get('PATH') ?? '')
      .split(':')
      .map((directory) => `${directory}/${name}`)
      .find((each) => {
        const stat = call.sys.files.stat(each)
        return typeof stat !== 'string' && stat.kind === 'file' && call.sys.files.access(each, 'execute')
      })
    if (path === undefined) status = 1
    else yield* print(call, `${path}\n`)
  }
  return status
}

export const nohup: Tool = function* (call) {
  call.sys.on('SIGHUP', 'ignore')
  return yield* become(call, call.args)
}

export const watch: Tool = function* (call) {
  const options = parseOptions(call.args, '+n:tdx', { interval: 'n' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const interval = (parseDuration(options.value('n') ?? '2') ?? 2000) || 100
  for (;;) {
    const child = call.sys.spawn({ argv: ['sh', '-c', options.operands.join(' ')] })
    if (typeof child === 'string') return yield* fail(call, `can't execute 'sh'`, 127)
    yield* call.sys.wait(child)
    yield* call.sys.sleep(Math.max(100, interval))
  }
}

/** busybox NAME …: any applet by its name. */
export const busybox: Tool = function* (call) {
  const [name] = call.args
  if (name === undefined) return yield* print(call, 'BusyBox v1.36.1 (2023-05-18 22:34:17 UTC) multi-call binary.\n')
  const running = call.sys.exec(call.args)
  if (typeof running !== 'string') return yield* running
  yield* call.stderr.write(`${name}: applet not found\n`)
  return 127
}
