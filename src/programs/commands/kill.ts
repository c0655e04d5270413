import { SIGNAL_NUMBERS, signalName, signalOf } from '../../engine/program-api/signal.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { type Call, fail, print, type Tool } from '../tool.ts'

/** kill, also as a shell's built-in. */
export const kill: Tool = function* (call) {
  let args = [...call.args]
  let signal: ReturnType<typeof signalOf> | 'none' = 'SIGTERM'
  const [first] = args
  if (first === '-l') return yield* list(call, args.slice(1))
  if (first === '-s' || first === '-n') {
    signal = args[1] === '0' ? 'none' : signalOf(args[1] ?? '')
    if (!signal) return yield* fail(call, `bad signal name '${args[1] ?? ''}'`)
    args = args.slice(2)
  } else if (first?.startsWith('-') && first !== '--' && first !== '-1' && first !== '-') {
    const name = first.slice(1)
    signal = name === '0' ? 'none' : signalOf(name)
    if (!signal) return yield* fail(call, `bad signal name '${name}'`)
    args = args.slice(1)
  } else if (first === '-1' && args.length > 1) {
    signal = 'SIGHUP'
    args = args.slice(1)
  }
  if (args[0] === '--') args = args.slice(1)
  if (args.length === 0) return yield* fail(call, 'you need to specify whom to kill')
  let status = 0
  for (const target of args) {
    if (!/^-?\d+$/.test(target)) {
      status = yield* fail(call, `invalid number '${target}'`)
      continue
    }
    for (const pid of targetsOf(call, Number(target))) {
      const sent = signal === 'none' ? exists(call, pid) : call.sys.kill(pid, signal)
      if (sent === 'EPERM') status = yield* fail(call, `can't kill pid ${pid}: Operation not permitted`)
      else if (!sent) status = yield* fail(call, `can't kill pid ${pid}: No such process`)
    }
  }
  // What the signal does happens before this process goes on: it may have been meant for us.
  yield 0
  return status
}

/** 0 and negative numbers mean groups; a container's processes are taken for one. */
function targetsOf(call: Call, target: number): readonly number[] {
  if (target > 0) return [target]
  const all = call.sys.processes().map((process) => process.pid)
  if (target === -1) return all.filter((pid) => pid !== 1 && pid !== call.sys.pid)
  if (target === 0) return all
  return [-target]
}

function exists(call: Call, pid: number): boolean {
  return call.sys.processes().some((process) => process.pid === pid)
}

function* list(call: Call, args: readonly string[]): Task<number> {
  if (args.length === 0) {
    const lines = Object.entries(SIGNAL_NUMBERS).map(
      ([name, number]) => `${String(number).padStart(2)}) ${name.slice(3)}`,
    )
    return yield* print(call, `${lines.join('\n')}\n`)
  }
  for (const arg of args) {
    const number = Number(arg)
    const name = signalName(number > 128 ? number - 128 : number)?.slice(3)
    const found = /^\d+$/.test(arg)
      ? name
      : signalOf(arg) && String(SIGNAL_NUMBERS[signalOf(arg) as keyof typeof SIGNAL_NUMBERS])
    if (!found) return yield* fail(call, `bad signal name '${arg}'`)
    yield* print(call, `${found}\n`)
  }
  return 0
}
