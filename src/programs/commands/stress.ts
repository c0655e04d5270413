import type { Child, Program, Sys } from '../../engine/program-api/program.ts'
import { SIGNAL_NUMBERS } from '../../engine/program-api/signal.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { touchMemory } from '../memory.ts'
import { parseSize } from '../sizes.ts'
import { parseDuration } from './sleep.ts'

interface Plan {
  readonly cpu: number
  readonly io: number
  readonly vm: number
  readonly hdd: number
  readonly vmBytes: number
  /** Milliseconds between filling and freeing; undefined: over and over without a pause. */
  readonly vmHang: number | undefined
  readonly vmKeep: boolean
  readonly timeout: number | undefined
}

/** What stress fills unless told otherwise. */
const VM_BYTES = 256 * 1024 * 1024

const SHORT: Readonly<Record<string, string>> = { c: 'cpu', i: 'io', m: 'vm', d: 'hdd', t: 'timeout' }

function readPlan(args: readonly string[]): Plan | string {
  const given = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    // A list item like "-m 1" in a manifest is one argument with a blank in it.
    const match = /^--?([a-zA-Z-]+?)(?:[= ]\s*(.*)|(\d.*))?$/.exec(args[i] as string)
    if (!match) return `unrecognized option: ${args[i]}`
    const name = ownValue(SHORT, match[1] as string) ?? (match[1] as string)
    if (/^(vm-keep|quiet|q|verbose|v|metrics-brief|metrics|dry-run|n|help)$/.test(name)) {
      given.set(name, '')
      continue
    }
    const value = match[2] ?? match[3] ?? args[++i]
    if (value === undefined) return `option requires an argument: ${name}`
    given.set(name, value)
  }
  const bytes = given.get('vm-bytes')
  const vmBytes = bytes === undefined ? VM_BYTES : parseSize(bytes)
  if (vmBytes === undefined) return `unrecognized suffix: ${bytes?.slice(-1)}`
  const hang = given.get('vm-hang')
  const timeout = given.get('timeout')
  return {
    cpu: Number(given.get('cpu') ?? 0),
    io: Number(given.get('io') ?? 0),
    vm: Number(given.get('vm') ?? 0),
    hdd: Number(given.get('hdd') ?? 0),
    vmBytes,
    vmHang: hang === undefined ? undefined : (parseDuration(hang) ?? 0),
    vmKeep: given.has('vm-keep'),
    timeout: timeout === undefined ? undefined : parseDuration(timeout),
  }
}

/** Fills its memory, holds it, frees it, again and again. */
function worker(plan: Plan): Program {
  return function* (sys) {
    const before = sys.memory
    for (;;) {
      yield* touchMemory(sys, before + plan.vmBytes)
      // Without a pause it touches what it has: nothing changes that could be seen.
      if (plan.vmHang === 0) yield* sys.pause()
      else if (plan.vmHang === undefined || plan.vmKeep) yield* sys.spin()
      else {
        yield* sys.sleep(plan.vmHang)
        yield* sys.setMemory(before)
      }
    }
  }
}

/** Uses a processor. */
const busy: Program = function* (sys) {
  for (;;) yield* sys.spin()
}

/** `prefix`: stress-ng's workers say in their names what they do. */
function startWorkers(sys: Sys, plan: Plan, prefix?: string): Child[] {
  const named = (kind: string, body: Program): Program =>
    function* (child) {
      if (prefix !== undefined) child.setName(`${prefix}-${kind}`)
      return yield* body(child)
    }
  const children: Child[] = []
  for (let i = 0; i < plan.cpu + plan.io + plan.hdd; i++) children.push(sys.fork(named('cpu', busy)))
  for (let i = 0; i < plan.vm; i++) children.push(sys.fork(named('vm', worker(plan))))
  return children
}

/** Waits for a worker's end or for the time to be up. */
function* firstEnd(sys: Sys, children: readonly Child[], timer: Child | undefined): Task<Child> {
  for (;;) {
    const waited = yield* sys.waitAny(timer ? [...children, timer] : children)
    if (waited.kind === 'done') return waited.value
  }
}

function timerFor(sys: Sys, ms: number | undefined): Child | undefined {
  if (ms === undefined) return undefined
  return sys.fork(function* (child) {
    yield* child.sleep(ms)
    return 0
  })
}

export const stress: Program = function* (sys) {
  const plan = readPlan(sys.argv.slice(1))
  const me = `[${sys.pid}]`
  if (typeof plan === 'string') {
    yield* sys.stderr.write(`stress: FAIL: ${me} (244) ${plan}\n`)
    return 1
  }
  const { cpu, io, vm, hdd } = plan
  if (cpu + io + vm + hdd === 0) {
    yield* sys.stdout.write(
      "`stress' imposes certain types of compute stress on your system\n\nUsage: stress [OPTION [ARG]] ...\n",
    )
    return 0
  }
  yield* sys.stdout.write(`stress: info: ${me} dispatching hogs: ${cpu} cpu, ${io} io, ${vm} vm, ${hdd} hdd\n`)
  const start = sys.now()
  const children = startWorkers(sys, plan)
  const timer = timerFor(sys, plan.timeout)
  const first = yield* firstEnd(sys, children, timer)
  const seconds = Math.floor((sys.now() - start) / 1000)
  const rest = children.filter((child) => child.status === undefined)
  for (const child of rest) sys.kill(child.pid, 'SIGKILL')
  if (first === timer) {
    yield* sys.stdout.write(`stress: info: ${me} successful run completed in ${seconds}s\n`)
    return 0
  }
  const number = first.signal === undefined ? 0 : SIGNAL_NUMBERS[first.signal]
  const how = first.signal === undefined ? `returned error ${first.status}` : `got signal ${number}`
  yield* sys.stderr.write(`stress: FAIL: ${me} (425) <-- worker ${first.pid} ${how}\n`)
  yield* sys.stderr.write(`stress: WARN: ${me} (427) now reaping child worker processes\n`)
  yield* sys.stderr.write(`stress: FAIL: ${me} (431) kill error: No such process\n`)
  yield* sys.stderr.write(`stress: FAIL: ${me} (461) failed run completed in ${seconds}s\n`)
  return 1
}

/** stress-ng starts a worker again that the kernel killed; SIGTERM ends it in order. */
export const stressNg: Program = function* (sys) {
  const plan = readPlan(sys.argv.slice(1))
  const say = (text: string): Task<boolean> => sys.stderr.write(`stress-ng: info:  [${sys.pid}] ${text}\n`)
  if (typeof plan === 'string') {
    yield* sys.stderr.write(`stress-ng: ${plan}\n`)
    return 1
  }
  const { cpu, vm } = plan
  const hogs = [...(cpu > 0 ? [`${cpu} cpu`] : []), ...(vm > 0 ? [`${vm} vm`] : [])].join(', ')
  yield* say(
    plan.timeout === undefined
      ? 'defaulting to a 1 day, 0 secs run per stressor'
      : `setting to a ${plan.timeout / 1000} secs run per stressor`,
  )
  if (sys.argv.includes('--help')) return 0
  if (hogs === '') {
    yield* sys.stderr.write(`stress-ng: error: [${sys.pid}] No stress workers invoked\n`)
    return 1
  }
  yield* say(`dispatching hogs: ${hogs}`)
  sys.on('SIGTERM', 'catch')
  sys.on('SIGINT', 'catch')
  // The workers of one vm stressor share its bytes.
  const shared = { ...plan, vmBytes: plan.vmBytes / Math.max(1, vm) }
  let children = startWorkers(sys, shared, 'stress-ng')
  const timer = timerFor(sys, plan.timeout ?? 86_400_000)
  for (;;) {
    const waited = yield* sys.waitAny(timer ? [...children, timer] : children)
    if (waited.kind === 'interrupted' || waited.value === timer) break
    children = [
      ...children.filter((child) => child !== waited.value),
      ...startWorkers(sys, { ...shared, cpu: 0, io: 0, hdd: 0, vm: 1 }, 'stress-ng'),
    ]
    if ((yield* sys.sleep(100)).kind === 'interrupted') break
  }
  for (const child of children) if (child.status === undefined) sys.kill(child.pid, 'SIGKILL')
  yield* say('successful run completed')
  return 0
}
