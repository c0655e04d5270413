import type { Reader } from './client/api-client.ts'
import { NotOnlyReading, ReadingClient } from './client/reading-client.ts'
import type { Terminal } from './client/terminal.ts'
import { runKubectl } from './run-kubectl.ts'

export interface Printed {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** Where a line is typed that only reads: nothing goes on there. */
export type Desk = Pick<Terminal, 'namespace' | 'readFile'>

/** What a line of kubectl's prints that only reads; undefined: it acts, or takes time. `args` are the words behind "kubectl". */
export function readKubectl(args: readonly string[], reader: Reader, desk: Desk): Printed | undefined {
  const printed = { stdout: '', stderr: '' }
  const output = (stream: 'stdout' | 'stderr') => ({
    // biome-ignore lint/correctness/useYield: it is written at once
    *write(text: string) {
      printed[stream] += text
    },
  })
  const terminal: Terminal = {
    ...desk,
    stdin: { read: refuse },
    stdout: output('stdout'),
    stderr: output('stderr'),
    isTerminal: false,
    listDirectory: () => undefined,
    writeFile: refuse,
    makeDirectory: refuse,
    listen: refuse,
    environment: refuse,
    run: refuse,
    now: () => reader.now(),
    sleep: refuse,
    *together(activities) {
      for (const activity of activities) yield* activity
    },
    suffix: refuse,
  }
  try {
    const { done, value } = runKubectl(args, new ReadingClient(reader), terminal).next()
    return done ? { ...printed, exitCode: value } : undefined
  } catch (error) {
    if (error instanceof NotOnlyReading) return undefined
    throw error
  }
}

function refuse(): never {
  throw new NotOnlyReading('it acts, or takes time')
}
