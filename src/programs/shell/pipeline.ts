import type { Child } from '../../engine/program-api/program.ts'
import type { Readable } from '../../engine/program-api/stdio.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { forkShell, reportDeath, waitForChild } from './child.ts'
import { asCondition, checked, runNode } from './evaluate.ts'
import type { CommandNode, Pipeline } from './parse.ts'
import type { Shell } from './shell.ts'

export function* runPipeline(shell: Shell, node: Pipeline, tail: boolean): Task<number> {
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length
  const timed = node.prefixes.some((prefix) => prefix.type === 'Time')
  const start = shell.sys.now()
  const body = (): Task<number> => runCommands(shell, node, tail && negations === 0 && !timed)
  const status = negations > 0 ? yield* asCondition(shell, body) : yield* body()
  if (timed) {
    const seconds = ((shell.sys.now() - start) / 1000).toFixed(2)
    yield* shell.stderr.write(`real\t0m ${seconds}s\nuser\t0m 0.00s\nsys\t0m 0.00s\n`)
  }
  return negations % 2 === 1 ? (status === 0 ? 1 : 0) : status
}

function* runCommands(shell: Shell, node: Pipeline, tail: boolean): Task<number> {
  const [only] = node.commands
  if (node.commands.length === 0) return 0
  if (only && node.commands.length === 1) return yield* runNode(shell, only, tail)
  const children: Child[] = []
  let input: Readable | undefined
  for (let i = 0; i < node.commands.length; i++) {
    const command = node.commands[i] as CommandNode
    const pipe = i < node.commands.length - 1 ? shell.sys.pipe() : undefined
    const stdout = pipe?.writer ?? shell.stdout
    const child = yield* forkShell(
      shell,
      function* (inner) {
        inner.loops = 0
        return yield* runNode(inner, command, true)
      },
      { stdin: input ?? shell.stdin, stdout, stderr: node.operators[i] === '|&' ? stdout : shell.stderr },
    )
    children.push(child)
    // The children hold the ends now; a reader sees the end when the writing children have ended.
    pipe?.writer.close()
    input?.close()
    input = pipe?.reader
  }
  let status = 0
  const statuses: number[] = []
  for (const child of children) {
    const each = yield* waitForChild(shell, child)
    statuses.push(each)
    if (each !== 0 || !shell.options.pipefail) status = each
    if (child === children[children.length - 1]) yield* reportDeath(shell, child)
  }
  shell.pipeStatus = statuses
  return yield* checked(shell, status)
}
