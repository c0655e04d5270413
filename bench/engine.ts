import { PODS } from '../src/engine/kernel/exhausted.ts'
import { Kernel } from '../src/engine/kernel/kernel.ts'
import { sleep, type Task } from '../src/engine/kernel/task.ts'
import { simulate } from '../src/engine/simulate.ts'
import { Heap } from '../src/lib/heap.ts'
import { HOUR, type Time } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { timeCrowd } from './crowd.ts'
import { median, middle, RUNS, timed } from './median.ts'
import { peerHour } from './peer.ts'
import { type Hour, oneHour, probed } from './probed.ts'
import { benchReading } from './reading.ts'

// Figures and ratios to read, never to assert on: a wall clock says as much about the machine as about the code.

const EVENTS = 1_000_000
/** How many things wait at once: some Pods with some probes each. */
const WAITING = 64
/** A text is simulated again and again while it is typed: this is what it costs then. */
const WARMING = 10

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

/** A kernel that lets so many events happen as it does with as many Pods as there may be. */
function roomyKernel(): Kernel {
  const kernel = new Kernel(1)
  for (let i = 0; i < PODS; i++) kernel.allowPod(false)
  return kernel
}

function kernelTimers(): number {
  const kernel = roomyKernel()
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
  const kernel = roomyKernel()
  function* body(): Task<void> {
    for (let i = 0; i < EVENTS / WAITING; i++) yield* sleep(1000 + (i % 7))
  }
  for (let i = 0; i < WAITING; i++) kernel.spawn(body())
  return timed(() => {
    while (kernel.step());
  })
}

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

function warmHour(periodSeconds: number): Hour {
  for (let i = 0; i < WARMING; i++) oneHour(periodSeconds)
  const hours = Array.from({ length: RUNS }, () => oneHour(periodSeconds)).sort((a, b) => a.ms - b.ms)
  return hours[RUNS >> 1] as Hour
}

function rate(ms: number): string {
  return `${(EVENTS / ms / 1000).toFixed(1)} million events/s`
}

/** The engine's figures: ms, µs where the name says so, ratios where it says so. `say` gets each as a line. */
export async function benchEngine(say: (line: string) => void): Promise<Record<string, number>> {
  say(`Node ${process.version}, medians of ${RUNS} runs\n`)
  const bare = median(bareHeap)
  const timers = median(kernelTimers)
  const processes = median(kernelProcesses)
  say(`heap alone          ${rate(bare)}`)
  say(`kernel, timers      ${rate(timers)}, ${(timers / bare).toFixed(2)} × the heap`)
  say(`kernel, processes   ${rate(processes)}, ${(processes / bare).toFixed(2)} × the heap`)

  const cold = oneHour(10)
  const compiling = median(() => timed(() => compile(probed(10))))
  const hour10 = warmHour(10)
  const hour1 = warmHour(1)
  say(`\ncompile a Pod       ${compiling.toFixed(1)} ms`)
  for (const [name, hour] of [
    ['10 s, cold', cold],
    ['10 s', hour10],
    ['1 s', hour1],
  ] as const) {
    say(
      `one hour, 3 probes at ${name.padEnd(10)} ${hour.ms.toFixed(1)} ms (first chunk after ${hour.firstChunkMs.toFixed(1)} ms; ` +
        `${hour.attempts} attempts, ${hour.entries} entries): ${Math.round(HOUR / hour.ms)} × as fast as life`,
    )
  }
  const peers: number[] = []
  for (let i = 0; i < 3; i++) peers.push(await peerHour(10))
  const peer = middle(peers)
  say(`webernetes, the same ${peer.toFixed(0)} ms: ${(peer / hour10.ms).toFixed(0)} × as long`)

  /** So many that their work still has its honest price in simulated time. */
  const ROUNDS = 30_000
  const tenth = median(() => shellRounds(ROUNDS / 10))
  const whole = median(() => shellRounds(ROUNDS))
  say(
    `\nshell, ${ROUNDS / 1000}k rounds  ${whole.toFixed(0)} ms: ${((ROUNDS * COMMANDS_PER_ROUND) / whole / 1000).toFixed(2)} million commands/s, ` +
      `${((whole / ROUNDS / COMMANDS_PER_ROUND / bare) * EVENTS).toFixed(1)} × an event of the heap; ` +
      `10 times the rounds take ${(whole / tenth).toFixed(1)} times as long`,
  )

  const NODES = 100
  // The first run of so many Pods pays for the compiler; the median leaves it out.
  const [few, many] = [200, 2000].map((pods) => {
    const ms = median(() => timeCrowd(pods, NODES).ms)
    say(
      `${String(pods).padStart(4)} Pods, ${NODES} nodes ${ms.toFixed(0)} ms: ${((ms * 1000) / pods).toFixed(0)} µs a Pod`,
    )
    return ms / pods
  }) as [number, number]
  say(`ten times the Pods: ${(many / few).toFixed(2)} × as much for each`)
  return {
    heapMillionMs: bare,
    timersVsHeap: timers / bare,
    processesVsHeap: processes / bare,
    compileMs: compiling,
    hour10sColdMs: cold.ms,
    hour10sMs: hour10.ms,
    hour1sMs: hour1.ms,
    webernetesHour10sMs: peer,
    webernetesRatio: peer / hour10.ms,
    shellCommandUs: (whole * 1000) / ROUNDS / COMMANDS_PER_ROUND,
    shellGrowth: whole / tenth,
    podUs: many * 1000,
    podGrowth: many / few,
    ...benchReading(say),
  }
}
