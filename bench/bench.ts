import { Kernel } from '../src/engine/kernel/kernel.ts'
import { sleep, type Task } from '../src/engine/kernel/task.ts'
import { simulate } from '../src/engine/simulate.ts'
import { Heap } from '../src/lib/heap.ts'
import { HOUR, type Time } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { timeCrowd } from './crowd.ts'

// Figures and ratios to read, never to assert on: a wall clock says as much about the machine as about the code.

const RUNS = 5
const EVENTS = 1_000_000
/** How many things wait at once: some Pods with some probes each. */
const WAITING = 64

interface Slot {
  readonly at: Time
  readonly id: number
}

/** The least that any event costs: its way through a heap of the same size and order. */
function bareHeap(): number {
  const heap = new Heap<Slot>((a, b) => (a.at !== b.at ? a.at < b.at : a.id < b.id))
  let id = 0
  for (; id < WAITING; id++) heap.push({ at: id, id })
  return timed(() => {
    for (let i = 0; i < EVENTS; i++) {
      const { at } = heap.pop() as Slot
      heap.push({ at: at + 1000 + (i % 7), id: id++ })
    }
  })
}

function kernelTimers(): number {
  const kernel = new Kernel(1)
  let left = EVENTS
  const again = (): void => {
    if (left-- > 0) kernel.after(1000 + (left % 7), again)
  }
  for (let i = 0; i < WAITING; i++) kernel.after(i, again)
  return timed(() => {
    while (kernel.step());
  })
}

function kernelProcesses(): number {
  const kernel = new Kernel(1)
  function* body(): Task<void> {
    for (let i = 0; i < EVENTS / WAITING; i++) yield* sleep(1000 + (i % 7))
  }
  for (let i = 0; i < WAITING; i++) kernel.spawn(body())
  return timed(() => {
    while (kernel.step());
  })
}

const PROBED = `apiVersion: v1
kind: Pod
metadata:
  name: probed
spec:
  containers:
    - name: app
      image: podlapse/app:1
      args: [http, --port, "8080", --start-delay, "5"]
      startupProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1, failureThreshold: 30}
      livenessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
      readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
`

/** A Pod whose script goes round and round: a loop, a substitution and a pipe every hundred rounds. */
function counting(rounds: number): string {
  const script = `
    f() { case $1 in *7) n=$((n+1));; esac; }
    i=0 n=0
    while [ $i -lt ${rounds} ]; do
      i=$((i+1)); f $i
      [ $((i%100)) = 0 ] && x=$(echo "\${i#1}") && echo $x | cat >/dev/null
    done
    echo $n`
  const command = JSON.stringify(['sh', '-c', script])
  return `apiVersion: v1
kind: Pod
metadata:
  name: counting
spec:
  restartPolicy: Never
  containers:
    - {name: c, image: busybox, command: ${command}}
`
}

/** What of a round the shell counts as a command: the condition, the assignment, the call, `case`, the test. */
const COMMANDS_PER_ROUND = 5

function shellRounds(rounds: number): number {
  const { scenario } = compile(counting(rounds))
  if (!scenario) throw new Error('the counting Pod was refused')
  let printed = false
  const ms = timed(() => {
    for (const chunk of simulate({ ...scenario, untilMs: HOUR, untilGiven: true }, PROGRAMS)) {
      printed ||= chunk.entries.some((entry) => entry.kind === 'log')
    }
  })
  if (!printed) throw new Error('the counting Pod did not get to its end')
  return ms
}

interface Hour {
  readonly ms: number
  readonly firstChunkMs: number
  readonly entries: number
  readonly attempts: number
}

function oneHour(): Hour {
  const { scenario } = compile(PROBED)
  if (!scenario) throw new Error('the probed Pod was refused')
  let entries = 0
  let attempts = 0
  let firstChunkMs: number | undefined
  const start = performance.now()
  for (const chunk of simulate({ ...scenario, untilMs: HOUR, untilGiven: true }, PROGRAMS)) {
    firstChunkMs ??= performance.now() - start
    entries += chunk.entries.length
    for (const probe of chunk.probes) attempts += probe.at.length
  }
  return { ms: performance.now() - start, firstChunkMs: firstChunkMs ?? 0, entries, attempts }
}

function timed(body: () => void): number {
  const start = performance.now()
  body()
  return performance.now() - start
}

function median(measure: () => number): number {
  const values = Array.from({ length: RUNS }, measure).sort((a, b) => a - b)
  return values[RUNS >> 1] as number
}

function rate(ms: number): string {
  return `${(EVENTS / ms / 1000).toFixed(1)} million events/s`
}

console.log(`Node ${process.version}, medians of ${RUNS} runs\n`)
const bare = median(bareHeap)
const timers = median(kernelTimers)
const processes = median(kernelProcesses)
console.log(`heap alone          ${rate(bare)}`)
console.log(`kernel, timers      ${rate(timers)}, ${(timers / bare).toFixed(2)} × the heap`)
console.log(`kernel, processes   ${rate(processes)}, ${(processes / bare).toFixed(2)} × the heap`)

const compiling = median(() => timed(() => compile(PROBED)))
const hours = Array.from({ length: RUNS }, oneHour).sort((a, b) => a.ms - b.ms)
const hour = hours[RUNS >> 1] as Hour
console.log(`\ncompile a Pod       ${compiling.toFixed(1)} ms`)
console.log(
  `one hour, 3 probes  ${hour.ms.toFixed(0)} ms (first chunk after ${hour.firstChunkMs.toFixed(0)} ms; ` +
    `${hour.attempts} attempts, ${hour.entries} entries): ${Math.round(HOUR / hour.ms)} × as fast as life`,
)

/** So many that their work still has its honest price in simulated time. */
const ROUNDS = 30_000
const tenth = median(() => shellRounds(ROUNDS / 10))
const whole = median(() => shellRounds(ROUNDS))
console.log(
  `\nshell, ${ROUNDS / 1000}k rounds  ${whole.toFixed(0)} ms: ${((ROUNDS * COMMANDS_PER_ROUND) / whole / 1000).toFixed(2)} million commands/s, ` +
    `${((whole / ROUNDS / COMMANDS_PER_ROUND / bare) * EVENTS).toFixed(1)} × an event of the heap; ` +
    `10 times the rounds take ${(whole / tenth).toFixed(1)} times as long`,
)

const NODES = 100
// The first run of so many Pods pays for the compiler; the median leaves it out.
const [few, many] = [200, 2000].map((pods) => {
  const ms = median(() => timeCrowd(pods, NODES).ms)
  console.log(
    `${String(pods).padStart(4)} Pods, ${NODES} nodes ${ms.toFixed(0)} ms: ${((ms * 1000) / pods).toFixed(0)} µs a Pod`,
  )
  return ms / pods
}) as [number, number]
console.log(`ten times the Pods: ${(many / few).toFixed(2)} × as much for each`)
