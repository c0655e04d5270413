import { BadOption, parseOptions } from '../options.ts'
import { absolute, type Call, errorText, fail, isGnu, type Tool } from '../tool.ts'
import { account } from './switch-user.ts'
import { become } from './system.ts'

/** Runs what comes after its own options; what it would change of the process does not matter here. */
function launcher(letters: string, long: Readonly<Record<string, string>> = {}): Tool {
  return function* (call) {
    const options = parseOptions(call.args, `+${letters}`, long)
    if (options instanceof BadOption) return yield* fail(call, options.message)
    return yield* become(call, options.operands.length > 0 ? options.operands : ['sh'])
  }
}

export const nice = launcher('n:', { adjustment: 'n' })
export const setsid = launcher('cfw', { ctty: 'c', fork: 'f', wait: 'w' })

/** The node has no files or processes of its own here to go into: what is to run there runs in the container, which is said. */
export const nsenter: Tool = function* (call) {
  const command = [...call.args]
  while (command[0]?.startsWith('-')) {
    const option = command.shift()
    if (option === '--') break
    if (/^(?:-[tSGi]|--target|--setuid|--setgid)$/.test(option ?? '')) command.shift()
  }
  yield* fail(call, 'not simulated: the namespaces of the node; the command runs in this container')
  return yield* become(call, command.length > 0 ? command : ['sh'])
}

/** A root with other files is not simulated; that there is none, as in a real one, is said first. */
export const chroot: Tool = function* (call) {
  const [directory, ...command] = call.args.filter((arg, index) => index > 0 || !arg.startsWith('-'))
  if (directory === undefined) return yield* fail(call, 'missing operand', 125)
  const path = absolute(call.sys.cwd, directory)
  const stat = call.sys.files.stat(path)
  const reason = typeof stat === 'string' ? errorText(stat) : stat.kind === 'directory' ? undefined : 'Not a directory'
  if (reason !== undefined) {
    const gnu = isGnu(call.sys)
    const message = `${gnu ? 'cannot' : "can't"} change root directory to '${directory}': ${reason}`
    return yield* fail(call, message, gnu ? 125 : 1)
  }
  if (path === '/') return yield* become(call, command.length > 0 ? command : ['sh', '-i'])
  return yield* fail(call, `not simulated: ${directory} as the root of a process`)
}

/** su: root becomes anybody; others would have to give a password, which nobody types. */
export const su: Tool = function* (call) {
  const c = call.args.indexOf('-c')
  const command = c < 0 ? undefined : call.args[c + 1]
  const options = parseOptions(call.args, 'lmps:c:', { login: 'l', command: 'c', shell: 's' })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const name = options.operands.find((operand) => operand !== '-') ?? 'root'
  const wanted = account(call.sys, name)
  if (!wanted) return yield* fail(call, `unknown user ${name}`)
  if (wanted.uid !== call.sys.uid) {
    if (call.sys.uid !== 0) return yield* fail(call, 'must be suid to work properly')
    if (call.sys.become(wanted)) return yield* fail(call, 'cannot set groups: Operation not permitted')
    call.sys.env.set('HOME', wanted.home)
  }
  return yield* become(call, [
    options.value('s') ?? (wanted.shell || 'sh'),
    ...(command === undefined ? [] : ['-c', command]),
  ])
}

export const time: Tool = function* (call) {
  const command = call.args[0] === '-p' ? call.args.slice(1) : call.args
  const start = call.sys.now()
  const child = call.sys.spawn({ argv: command })
  if (typeof child === 'string')
    return yield* fail(call, `can't execute '${command[0] ?? ''}': No such file or directory`, 127)
  const waited = yield* call.sys.wait(child)
  const ms = call.sys.now() - start
  const clock = (value: number): string => `${Math.floor(value / 60_000)}m ${((value % 60_000) / 1000).toFixed(2)}s`
  yield* call.stderr.write(`real\t${clock(ms)}\nuser\t${clock(0)}\nsys\t${clock(0)}\n`)
  return waited.kind === 'done' ? waited.value : 130
}

/** What a simulation cannot do is said, by whatever name it is called. */
export function notSimulated(why: string): Tool {
  return (call: Call) => fail(call, `not simulated: ${why}`)
}
