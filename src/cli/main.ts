import { readFileSync, readSync } from 'node:fs'
import { runCli } from './cli.ts'

// `podlapse … | head` closes the pipe early: that is the reader's right, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const piece = Buffer.alloc(4096)
let typed = ''

/** A session waits for each line: nothing else goes on. */
function inputLine(): string | undefined {
  for (;;) {
    const end = typed.indexOf('\n')
    if (end >= 0) {
      const line = typed.slice(0, end)
      typed = typed.slice(end + 1)
      return line
    }
    const size = readSync(0, piece)
    if (size === 0) {
      const rest = typed
      typed = ''
      return rest === '' ? undefined : rest
    }
    typed += piece.toString('utf8', 0, size)
  }
}

// exitCode and not exit(): what is still in the pipe has to get out.
process.exitCode = runCli(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  line: inputLine,
  read: (file) => readFileSync(file === '-' ? 0 : file, 'utf8'),
})
