import type { Server } from '../../engine/program-api/network.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import type { Activity, Output } from '../../kubectl/client/api-client.ts'
import type { Terminal } from '../../kubectl/client/terminal.ts'
import { runKubectl } from '../../kubectl/run-kubectl.ts'
import { absolute, type Tool } from '../tool.ts'

/** kubectl on a machine that has a kubeconfig. */
export const kubectl: Tool = function* ({ sys, args, stdin, stdout, stderr }) {
  const { kubernetes } = sys
  if (!kubernetes) {
    yield* stderr.write(
      'error: no configuration has been provided, try setting KUBERNETES_MASTER environment variable\n',
    )
    return 1
  }
  sys.work('kubectl')
  const terminal: Terminal = {
    stdin: { read: () => stdin.read() },
    stdout: outputOf(sys, stdout),
    stderr: outputOf(sys, stderr),
    isTerminal: sys.terminal,
    namespace: kubernetes.namespace,
    readFile: (path) => {
      const content = sys.files.read(absolute(sys.cwd, path))
      return typeof content === 'string' ? undefined : content.text
    },
    listDirectory: (path) => {
      const names = sys.files.list(absolute(sys.cwd, path))
      return typeof names === 'string' ? undefined : names
    },
    writeFile: (path, text) => sys.files.write(absolute(sys.cwd, path), text) === undefined,
    makeDirectory: (path) => {
      sys.files.makeDirectory(absolute(sys.cwd, path), true)
    },
    listen: (port, { server }) => listening(sys, port, server as Server),
    environment: (name) => sys.env.get(name),
    *run(command) {
      const child = sys.spawn({ argv: [...command] })
      if (typeof child === 'string') return undefined
      const waited = yield* sys.wait(child)
      return waited.kind === 'done' ? waited.value : 130
    },
    now: () => sys.now(),
    *sleep(ms) {
      yield* sys.sleep(ms)
    },
    together: (activities) => together(sys, activities),
    suffix: (length) => {
      const random = sys.random('kubectl')
      return Array.from({ length }, () => SUFFIX_LETTERS[random.integer(SUFFIX_LETTERS.length)]).join('')
    },
  }
  // What it waits for it was given by the engine's own client and by this terminal.
  return yield* runKubectl(args, kubernetes.client, terminal) as Task<number>
}

// apimachinery: pkg/util/rand/rand.go (v1.36)
const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789'

/** A character that is printed is as much work as so many that are read. */
const PRINTED = 6

function outputOf(sys: Sys, stream: { write(text: string): Task<boolean> }): Output {
  return {
    *write(text) {
      sys.work('handled', PRINTED * text.length)
      yield* stream.write(text)
    },
  }
}

/** The first port that programs are given where they ask for any. */
const ANY_PORT = 32_768

function listening(sys: Sys, asked: number, server: Server): number | undefined {
  if (asked > 0) return typeof sys.listen(asked, server, 'loopback') === 'string' ? undefined : asked
  for (let port = ANY_PORT; port < ANY_PORT + 1000; port++) {
    if (typeof sys.listen(port, server, 'loopback') !== 'string') return port
  }
  return undefined
}

/** The first thing that goes wrong ends it: the others end with the process. */
function* together(sys: Sys, activities: readonly Activity<void>[]): Task<void> {
  const { reader, writer } = sys.pipe()
  const wrong: unknown[] = []
  for (const activity of activities) {
    sys.thread(
      (function* () {
        try {
          yield* activity as Task<void>
        } catch (error) {
          wrong.push(error)
        }
        yield* writer.write('.')
      })(),
    )
  }
  for (let left = activities.length; left > 0; ) {
    left -= (yield* reader.read())?.length ?? left
    if (wrong.length > 0) throw wrong[0]
  }
}
