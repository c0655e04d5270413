import type { Task } from '../../engine/kernel/task.ts'
import { forkShell, waitForChild } from './child.ts'
import { runStatements } from './evaluate.ts'
import type { Statement } from './parse.ts'
import type { Shell } from './shell.ts'

/** $(…): what a subshell writes, without the newlines at its end. */
export function* substitute(shell: Shell, statements: readonly Statement[], source?: string): Task<string> {
  if (statements.length === 0) return ''
  const capture = shell.sys.capture()
  const child = yield* forkShell(
    shell,
    function* (inner) {
      if (source !== undefined) inner.source = source
      inner.tested = 0
      return yield* runStatements(inner, statements, true)
    },
    { stdin: shell.stdin, stdout: capture.writer, stderr: shell.stderr },
  )
  shell.substitutionStatus = yield* waitForChild(shell, child)
  return capture.text().replace(/\n+$/, '')
}
