import type { Task } from '../../engine/program-api/task.ts'
import { forkShell, waitForChild } from './child.ts'
import { runStatements } from './evaluate.ts'
import type { ProcessSubstitutionPart, Word } from './parse.ts'
import type { Shell, Stream } from './shell.ts'
import { ShellError } from './unwind.ts'

/** The redirection's word is <(…) or >(…) and nothing else. */
export function substitutionOf(word: Word | undefined): ProcessSubstitutionPart | undefined {
  const [part, more] = word?.parts ?? []
  return part?.type === 'ProcessSubstitution' && !more ? part : undefined
}

/** < <(…) and > >(…): a pipe from or to a process that runs beside this one. */
export function* openSubstitution(shell: Shell, part: ProcessSubstitutionPart): Task<Stream> {
  const pipe = shell.sys.pipe()
  const reads = part.operator === '<'
  yield* forkShell(shell, (inner) => run(inner, part), {
    stdin: reads ? shell.stdin : pipe.reader,
    stdout: reads ? pipe.writer : shell.stdout,
    stderr: shell.stderr,
  })
  if (reads) {
    pipe.writer.close()
    return { reader: pipe.reader }
  }
  pipe.reader.close()
  shell.substitutions.push(pipe.writer)
  return { writer: pipe.writer }
}

/**
 * <(…) among the arguments of a command, which opens it by its name: /dev/fd/63. Files have no other end here, so the
 * process has ended before the command begins.
 */
export function* substitutionPath(shell: Shell, part: ProcessSubstitutionPart): Task<string> {
  if (part.operator === '>') throw new ShellError('not simulated: >(…) as an argument; use it after > instead')
  const capture = shell.sys.capture()
  const child = yield* forkShell(shell, (inner) => run(inner, part), {
    stdin: shell.stdin,
    stdout: capture.writer,
    stderr: shell.stderr,
  })
  yield* waitForChild(shell, child)
  for (let fd = 63; fd > 9; fd--) {
    for (const path of [`/dev/fd/${fd}`, `/dev/shm/.fd-${fd}`]) {
      if (typeof shell.sys.files.stat(path) !== 'string') continue
      if (shell.sys.files.write(path, capture.text()) !== undefined) continue
      shell.substitutedFiles.push(path)
      return path
    }
  }
  throw new ShellError('cannot make pipe for process substitution: Too many open files')
}

function* run(inner: Shell, { script }: ProcessSubstitutionPart): Task<number> {
  if (script?.source !== undefined) inner.source = script.source
  inner.tested = 0
  return yield* runStatements(inner, script?.commands ?? [], true)
}

/** What was opened for a command goes with it. */
export function closeSubstitutions(shell: Shell, since: number): void {
  for (const writer of shell.substitutions.splice(since)) writer.close()
}

export function removeSubstituted(shell: Shell, since: number): void {
  for (const path of shell.substitutedFiles.splice(since)) shell.sys.files.removeFile(path)
}
