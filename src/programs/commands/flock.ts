import type { FileSystem } from '../../engine/program-api/files.ts'
import type { Child } from '../../engine/program-api/program.ts'
import { BadOption, parseOptions } from '../options.ts'
import { absolute, fail, spawnErrorText, type Tool } from '../tool.ts'

/** Who holds the locks of a container's files, by their paths: locks are let go of when their commands end. */
const held = new WeakMap<FileSystem, Map<string, { readonly shared: boolean; readonly child: Child }[]>>()

/** Nobody is told when another process ends, so a lock that is taken is asked for again. */
const ASK_AGAIN = 100

/** flock FILE COMMAND: util-linux' and busybox'. Locks of descriptors, which end with those, are not simulated. */
export const flock: Tool = function* (call) {
  const options = parseOptions(call.args, '+xesnuw:c:E:oF', {
    exclusive: 'x',
    shared: 's',
    nonblock: 'n',
    nb: 'n',
    unlock: 'u',
    wait: 'w',
    timeout: 'w',
    command: 'c',
    'conflict-exit-code': 'E',
    close: 'o',
    'no-fork': 'F',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message, 64)
  const [file, ...rest] = options.operands
  if (file === undefined) return yield* fail(call, 'not enough arguments', 64)
  const script = options.value('c') ?? (rest[0] === '-c' ? rest[1] : undefined)
  const argv = script === undefined ? rest : ['sh', '-c', script]
  if (argv.length === 0) {
    if (!/^\d+$/.test(file)) return yield* fail(call, `bad file descriptor: '${file}'`, 64)
    yield* call.stderr.write(`${call.name}: not simulated: locks of file descriptors; ${file} is taken for free\n`)
    return 0
  }
  const path = absolute(call.sys.cwd, file)
  const error = call.sys.files.touch(path)
  if (error && error !== 'EROFS') return yield* fail(call, `cannot open lock file ${file}`, 66)
  const locks = held.get(call.sys.files) ?? new Map()
  held.set(call.sys.files, locks)
  const shared = options.has('s')
  const isFree = (): boolean => {
    const holders = (locks.get(path) ?? []).filter(({ child }: { child: Child }) => child.status === undefined)
    locks.set(path, holders)
    return holders.every((each: { shared: boolean }) => shared && each.shared)
  }
  const patience = options.has('n') ? 0 : Number(options.value('w') ?? Number.POSITIVE_INFINITY) * 1000
  const until = call.sys.now() + patience
  while (!isFree()) {
    if (call.sys.now() >= until) return Number(options.value('E') ?? 1)
    if ((yield* call.sys.sleep(Math.min(ASK_AGAIN, until - call.sys.now()))).kind === 'interrupted') return 1
  }
  const child = call.sys.spawn({ argv, stdio: { stdin: call.stdin, stdout: call.stdout, stderr: call.stderr } })
  if (typeof child === 'string') return yield* fail(call, `failed to execute ${argv[0]}: ${spawnErrorText(child)}`, 69)
  locks.get(path)?.push({ shared, child })
  for (;;) {
    const waited = yield* call.sys.wait(child)
    if (waited.kind === 'done') return waited.value
    const signal = call.sys.takeSignal()
    if (signal) call.sys.kill(child.pid, signal)
  }
}
