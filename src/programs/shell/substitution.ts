import type { Task } from '../../engine/program-api/task.ts'
import { forkShell, waitForChild } from './child.ts'
import { runStatements } from './evaluate.ts'
import type { Statement } from './parse.ts'
import type { Shell } from './shell.ts'

/** $(…): what a subshell writes, without the newlines at its end. */
export function* substitute(shell: Shell, statements: readonly Statement[], source?: string): Task<string> {
  if (statements.length === 0) return ''
  const capture = shell.sys.capture()
  shell.following++
  const child = yield* forkShell(
    shell,
    function* (inner) {
      if (source !== undefined) inner.source = source
      inner.tested = 0
      // Only dash and POSIX let `set -e` act in here.
      if (shell.dialect !== 'dash') inner.options.errexit = false
      return yield* runStatements(inner, statements, true)
    },
    { stdin: shell.stdin, stdout: capture.writer, stderr: shell.stderr },
  )
  shell.following--
  shell.substitutionStatus = yield* waitForChild(shell, child)
  return withoutNewlines(capture.text()).replaceAll('\0', '')
}

/** A search for newlines at the end would begin at every newline of the text. */
function withoutNewlines(text: string): string {
  let end = text.length
  while (text[end - 1] === '\n') end--
  return text.slice(0, end)
}
