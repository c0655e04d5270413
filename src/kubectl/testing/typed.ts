import { setOwn } from '../../lib/own.ts'
import type { Time } from '../../lib/time.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import type { ApiClient } from '../client/api-client.ts'
import type { Terminal } from '../client/terminal.ts'
import { shellLine } from '../command-line/words.ts'
import { runKubectl } from '../run-kubectl.ts'
import { finished, MemoryReader } from './memory-reader.ts'

/** What a line of kubectl's came to. */
export interface Typed {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

export interface Desk {
  /** Also what is written: a line may be followed by another. */
  readonly files?: Record<string, string>
  readonly objects?: readonly KubeObject[]
  readonly now?: Time
}

/** A line that only reads, or asks no server at all, typed where these objects and files are. */
export function typed(line: string, { files = {}, objects = [], now = 0 }: Desk = {}): Typed {
  const output = { stdout: '', stderr: '' }
  const stream = (name: 'stdout' | 'stderr') => ({
    // biome-ignore lint/correctness/useYield: nothing waits
    *write(text: string) {
      output[name] += text
    },
  })
  const terminal = {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    isTerminal: false,
    namespace: 'default',
    readFile: (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined),
    listDirectory: (path: string) => {
      const inside = Object.keys(files).filter((name) => name.startsWith(`${path}/`))
      return inside.length === 0 ? undefined : inside.map((name) => name.slice(path.length + 1))
    },
    writeFile: (path: string, text: string) => {
      setOwn(files, path, text)
      return true
    },
    now: () => now,
    suffix: (length: number) => 'x'.repeat(length),
  } as unknown as Terminal
  const [, ...words] = (shellLine(line).commands[0]?.words ?? []).map((word) => word ?? '')
  const client = new MemoryReader(objects, now) as unknown as ApiClient
  return { exitCode: finished(runKubectl(words, client, terminal)), ...output }
}
