import type { YAMLError } from 'yaml'
import type { LineIndex } from './line-index.ts'
import type { Problem } from './problem.ts'

/** A YAML mistake as kubectl words it, at the place where it was made. */
export function describeSyntaxError(
  error: YAMLError,
  text: string,
  lines: LineIndex,
  document: number,
): { problems: Problem[]; syntaxError: string } {
  const [start, end] = error.pos
  const syntaxError = `yaml: line ${lines.lineAt(start)}: ${error.message}`
  void text
  const problem: Problem = {
    code: 'yaml-syntax',
    severity: 'error',
    message: syntaxError,
    path: '',
    document,
    range: lines.range(start, end),
  }
  return { problems: [problem], syntaxError }
}
