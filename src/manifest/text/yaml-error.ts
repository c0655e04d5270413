import type { YAMLError } from 'yaml'
import type { Problem } from '../problem.ts'
import { LineIndex } from './line-index.ts'
import type { Piece } from './pieces.ts'

/** go-yaml's words, and how it counts: a scanner names the line it is in, its parser the one before. */
interface Verdict {
  readonly message: string
  readonly line: number
}

const EXPECTED_KEY = 'did not find expected key'
const NOT_ALLOWED = 'mapping values are not allowed in this context'

/** A YAML mistake in a piece of the text as kubectl words it, at the place where it was made. */
export function describeSyntaxError(
  errors: readonly YAMLError[],
  piece: string,
  { start: offset }: Piece,
  lines: LineIndex,
  document: number,
): { problem: Problem; syntaxError: string } {
  const error = errors[0] as YAMLError
  // kubectl hands the YAML parser the piece alone: lines are counted from its beginning.
  const own = new LineIndex(piece)
  const { message, line } = verdictOf(errors, piece, own, offset)
  const syntaxError = `yaml: ${line > 0 ? `line ${line}: ` : ''}${message}`
  const [start, end] = error.pos
  const tab = error.code === 'TAB_AS_INDENT'
  const problem: Problem = {
    code: 'yaml-syntax',
    severity: 'error',
    message,
    ...(tab ? { hint: { kind: 'tab' } } : {}),
    path: '',
    document,
    range: lines.range(start, Math.max(end, start + 1)),
  }
  return { problem: tab ? withSpaces(problem, lines) : problem, syntaxError }
}

function withSpaces(problem: Problem, lines: LineIndex): Problem {
  const line = problem.range?.line ?? 1
  const start = lines.startOf(line)
  const indent = /^[ \t]*/.exec(lines.textOf(line))?.[0] ?? ''
  const range = lines.range(start, start + indent.length)
  const spaces = indent.replaceAll('\t', '  ')
  return { ...problem, range, fix: { title: { kind: 'indentWithSpaces' }, range, text: spaces } }
}

function verdictOf(errors: readonly YAMLError[], text: string, lines: LineIndex, offset: number): Verdict {
  const { code, message, pos } = errors[0] as YAMLError
  const [start, end] = [pos[0] - offset, pos[1] - offset]
  const here = lines.lineAt(start)
  switch (code) {
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return { message: 'found character that cannot start any token', line: here }
    case 'BAD_DQ_ESCAPE':
      return { message: 'found unknown escape character', line: here }
    case 'MULTILINE_IMPLICIT_KEY':
      return isFirstOfItsMapping(here, start, lines)
        ? { message: NOT_ALLOWED, line: lines.lineAt(end) }
        : { message: "could not find expected ':'", line: nextContentLine(here, lines) }
    case 'BLOCK_AS_IMPLICIT_KEY': {
      if (message.includes('sequence')) return { message: EXPECTED_KEY, line: here - 1 }
      const last = errors.find((error) => error.code === 'MULTILINE_IMPLICIT_KEY' && error.pos[0] === pos[0])
      return { message: NOT_ALLOWED, line: last ? lines.lineAt(last.pos[1] - offset) : here }
    }
    case 'MISSING_CHAR':
      if (message.includes('quote')) {
        return { message: 'found unexpected end of stream', line: lines.lineAt(text.length) }
      }
      if (message.startsWith('Sequence item')) break
      if (message.includes('directives-end'))
        return { message: 'did not find expected <document start>', line: here - 1 }
      return { message: "could not find expected ':'", line: nextContentLine(here, lines) }
    case 'BLOCK_IN_FLOW':
      return /^-(\s|$)/.test(text.slice(start, start + 2))
        ? { message: 'did not find expected node content', line: here - 1 }
        : { message: `did not find expected ',' or '}'`, line: here - 1 }
    case 'UNEXPECTED_TOKEN':
      if (message.includes('block-seq-ind')) {
        return { message: 'block sequence entries are not allowed in this context', line: here }
      }
      if (message.startsWith('Block scalar header')) {
        return { message: 'did not find expected comment or line break', line: here }
      }
      break
    case 'BAD_INDENT':
      if (message.startsWith('Flow')) {
        const closing = message.includes('sequence') ? ']' : '}'
        return { message: `did not find expected ',' or '${closing}'`, line: here - 1 }
      }
      break
    case 'RESOURCE_EXHAUSTION':
      return { message: 'exceeded max depth', line: here }
  }
  return {
    message: enclosingIsSequence(here, lines) ? "did not find expected '-' indicator" : EXPECTED_KEY,
    line: here - 1,
  }
}

/** A key that opens a mapping may turn out to be a text of several lines; a later one may not. */
function isFirstOfItsMapping(line: number, start: number, lines: LineIndex): boolean {
  const column = start - lines.startOf(line)
  if (/^[ ]*-[ ]/.test(lines.textOf(line))) return true
  for (let above = line - 1; above > 0; above--) {
    const found = collectionsOf(lines.textOf(above))
    if (!found) continue
    if (found.mapping === column) return false
    if (found.indent < column || found.ends) return true
  }
  return true
}

/** Whether what is open at a badly indented line is a list: the innermost collection that is not right of it. */
function enclosingIsSequence(line: number, lines: LineIndex): boolean {
  const column = indentOf(lines.textOf(line))
  for (let above = line - 1; above > 0; above--) {
    const found = collectionsOf(lines.textOf(above))
    if (!found) continue
    if (found.ends || found.mapping < column) return false
    if (found.indent <= column && found.indent < found.mapping) return !isIndentless(above, found.indent, lines)
  }
  return false
}

/** A list may stand as far left as the key it belongs to; go-yaml takes such a one for part of the mapping. */
function isIndentless(line: number, indent: number, lines: LineIndex): boolean {
  for (let above = line - 1; above > 0; above--) {
    const found = collectionsOf(lines.textOf(above))
    if (!found) continue
    if (found.indent < indent) return found.mapping === indent
    if (found.indent === indent && found.mapping === indent) return true
  }
  return false
}

/** Where a line's list and mapping begin; undefined for a line without content. */
function collectionsOf(text: string): { indent: number; mapping: number; ends: boolean } | undefined {
  if (/^\s*(#|$)/.test(text)) return undefined
  const dashes = /^[ ]*(?:-[ ]+)*/.exec(text)?.[0].length ?? 0
  return { indent: indentOf(text), mapping: dashes, ends: text.startsWith('---') }
}

function indentOf(text: string): number {
  return /^ */.exec(text)?.[0].length ?? 0
}

function nextContentLine(line: number, lines: LineIndex): number {
  let next = line + 1
  while (next < lines.count && /^\s*(#|$)/.test(lines.textOf(next))) next++
  return Math.min(next, lines.count)
}
