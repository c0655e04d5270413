import type { Reader } from '../kubectl/client/api-client.ts'
import { NotOnlyReading, ReadingClient } from '../kubectl/client/reading-client.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { TraceRecorder } from '../trace/recorder.ts'
import { KUBERNETES_VERSION, type TraceHeader } from '../trace/trace.ts'
import { Exhausted } from './kernel/exhausted.ts'
import { Kernel } from './kernel/kernel.ts'
import type { Programs } from './program-api/image.ts'
import { Network } from './runtime/network.ts'
import { Workstation } from './workstation/workstation.ts'
import { World } from './world/world.ts'

export interface LinePrinted {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** Starting the programs of a pipe takes its milliseconds, through which the cluster stays as it is. */
const LONGEST = 900

/** No more of what one line prints is kept. */
const MOST_OUTPUT = 1024 * 1024

/**
 * What a line of shell prints that only reads, at an instant of a run that is there already: the workstation alone, with
 * its shell and its tools, before a cluster that can be asked and nothing else. undefined: the line acts, or takes time.
 */
export function readLine(
  line: string,
  reader: Reader,
  scenario: Pick<Scenario, 'seed' | 'assumptions' | 'workstation'>,
  programs: Programs,
): LinePrinted | undefined {
  const at = reader.now()
  const { seed, assumptions } = scenario
  const kernel = new Kernel(seed)
  const header: TraceHeader = { kubernetes: KUBERNETES_VERSION, name: '', seed, untilMs: at, assumptions }
  const world = new World(kernel, new TraceRecorder(header), assumptions)
  const network = new Network(kernel, assumptions.networkLatency)
  const client = new ReadingClient(reader)
  const printed = { stdout: '', stderr: '' }
  let exitCode: number | undefined
  kernel.at(at, () => {
    const workstation = new Workstation({ world, network, client }, programs, scenario.workstation)
    workstation.run(
      ['bash', '-c', line],
      undefined,
      (stream, text) => {
        printed[stream] += text.slice(0, MOST_OUTPUT - printed[stream].length)
      },
      ({ status }) => {
        exitCode = status
      },
    )
  })
  try {
    while (exitCode === undefined && (kernel.peek() ?? Number.POSITIVE_INFINITY) <= at + LONGEST) kernel.step()
  } catch (error) {
    if (error instanceof NotOnlyReading || error instanceof Exhausted) return undefined
    throw error
  }
  return exitCode === undefined ? undefined : { ...printed, exitCode }
}
