import { simulate } from '../engine/simulate.ts'
import { readKubectl } from '../kubectl/read-kubectl.ts'
import { ensure } from '../lib/assert.ts'
import { ownValue } from '../lib/own.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { TraceAssembler } from '../trace/assemble.ts'
import { TraceReader } from '../view/reader/trace-reader.ts'
import type { Command } from './command-line.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { readScenario } from './read-scenario.ts'

/** What a line of kubectl prints that is typed at a time of the run; its exit status is kubectl's. */
export function kubectl({ file, at, args }: Extract<Command, { kind: 'kubectl' }>, io: Io): number {
  const read = readScenario(file, 'strict', io)
  if (!read || read.isRefused) return EXIT.refused
  const { scenario } = read
  const assembler = new TraceAssembler()
  for (const chunk of simulate({ ...scenario, untilMs: at, untilGiven: true }, PROGRAMS)) assembler.add(chunk)
  const trace = ensure(assembler.snapshot(), 'the trace of a run')
  const { files, namespace } = scenario.workstation
  const printed = readKubectl(args, new TraceReader(trace, at), {
    namespace,
    readFile: (path) => ownValue(files, path),
  })
  if (!printed) {
    const line = ['kubectl', ...args].join(' ')
    io.stderr(`podlapse: "${line}" acts or takes time: write it as a step of the Scenario, with "at" and "run"\n`)
    return EXIT.misuse
  }
  io.stdout(printed.stdout)
  io.stderr(printed.stderr)
  return printed.exitCode
}
