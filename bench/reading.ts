import { simulate } from '../src/engine/simulate.ts'
import { readKubectl } from '../src/kubectl/read-kubectl.ts'
import { MINUTE } from '../src/lib/time.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { assembleTrace } from '../src/trace/assemble.ts'
import type { Trace } from '../src/trace/trace.ts'
import { TraceReader } from '../src/view/reader/trace-reader.ts'
import { crowd } from './crowd.ts'
import { median, timed } from './median.ts'

const PODS = 1000
const NODES = 20
const LINES = [
  'get pods',
  'get pods -o wide',
  'get pods -l app=web-3',
  'get pods --sort-by=.status.podIP',
  'get pods -o yaml',
  "get pods -o jsonpath='{.items[*].metadata.name}'",
  'get all -A',
  'get endpoints',
  'get events',
  'events',
  'describe pod web-500',
  'describe node node-1',
  'describe svc web-3',
  'logs web-500',
]

/** Lines that only read, typed at the end of a minute with a thousand Pods, as the terminal answers them. */
export function benchReading(say: (line: string) => void): Record<string, number> {
  const trace: Trace = assembleTrace(simulate(crowd(PODS, NODES), PROGRAMS))
  say(`\nkubectl, ${PODS} Pods`)
  let slowest = 0
  // The first of all pays for the compiler.
  for (const line of LINES) typed(line, trace)
  for (const line of LINES) {
    const ms = median(() => timed(() => typed(line, trace)))
    slowest = Math.max(slowest, ms)
    say(`${line.padEnd(48)} ${ms.toFixed(1)} ms`)
  }
  return { readSlowestMs: slowest }
}

function typed(line: string, trace: Trace): void {
  const words = line.split(' ').map((word) => word.replaceAll("'", ''))
  const desk = { namespace: 'default', readFile: () => undefined }
  const printed = readKubectl(words, new TraceReader(trace, MINUTE), desk)
  if (printed?.exitCode !== 0) throw new Error(`kubectl ${line}: ${printed?.stderr}`)
}
