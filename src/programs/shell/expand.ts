import type { Task } from '../../engine/program-api/task.ts'
import { LIMITS } from '../limits.ts'
import { ArithmeticError, evaluateArithmetic } from './arithmetic.ts'
import { expandBraces } from './braces.ts'
import { expandPath } from './glob.ts'
import { expandParameter, simpleParameter } from './parameter.ts'
import { type DoubleQuotedChild, parseWord, quotedParts, type Word, type WordPart } from './parse.ts'
import { escapePattern, isPattern } from './pattern.ts'
import { substitutionPath } from './process-substitution.ts'
import type { Shell } from './shell.ts'
import { substitute } from './substitution.ts'
import { OUT_OF_MEMORY, ShellError } from './unwind.ts'

/**
 * A stretch of an expanded word. 'quoted' is taken as it is; in 'split' (what an unquoted expansion gave) blanks
 * separate and patterns act; 'pattern' acts as a pattern and does not separate; 'break' ends a field ("$@"), and is its
 * text where there are no fields.
 */
export interface Piece {
  readonly kind: 'quoted' | 'split' | 'pattern' | 'break'
  readonly text: string
}

/** Words of a command: every expansion there is. */
export function* expandWords(shell: Shell, words: readonly Word[]): Task<string[]> {
  const fields: string[] = []
  for (const word of words) {
    if (isPlain(word)) fields.push(word.value)
    else {
      const before = fields.length
      const size = yield* expandInto(shell, word, fields)
      // What is long takes long: a loop over a text of megabytes is not a million commands in a second.
      const added = fields.length - before
      shell.sys.work('word', added)
      shell.sys.work('handled', size)
      if ((size > LONG_TEXT || added > MANY_WORDS) && shell.effort.step(size / LONG_TEXT + added))
        yield* shell.effort.pay()
    }
    if (fields.length > LIMITS.words) throw new ShellError(OUT_OF_MEMORY)
  }
  return fields
}

function isPlain(word: Word): boolean {
  return word.parts === undefined && !word.value.startsWith('~')
}

/** So many characters of a word are as much work as a command. */
const LONG_TEXT = 256

/** From here on each word that one expansion gives is as much work as a command. */
const MANY_WORDS = 16

/** The value: how much text there was. */
function* expandInto(shell: Shell, word: Word, fields: string[]): Task<number> {
  if (shell.dialect === 'bash' && word.parts?.some((part) => part.type === 'BraceExpansion')) {
    for (const text of expandBraces(word.text)) {
      // Each is read as a word of its own.
      shell.sys.work('parsedCharacter', text.length + 8)
      const single = parseWord(text)
      if (single) yield* expandFields(shell, single, fields)
    }
    return fields.length
  }
  return yield* expandFields(shell, word, fields)
}

function* expandFields(shell: Shell, word: Word, fields: string[]): Task<number> {
  const pieces = yield* expandPieces(shell, word)
  for (const field of splitFields(pieces, shell.variables.find('IFS') ?? ' \t\n', shell.dialect !== 'bash')) {
    const names = shell.options.noglob ? undefined : expandPath(shell, field)
    if (names) for (const name of names) fields.push(name)
    else if (shell.shopts.seen.has('nullglob') && !shell.options.noglob && hasPattern(field)) continue
    else fields.push(textOf(field))
  }
  return pieces.reduce((sum, { text }) => sum + text.length, 0)
}

/** One word as one text: assignments, redirections, `case`. */
export function* expandText(shell: Shell, word: Word): Task<string> {
  if (isPlain(word)) return word.value
  const text = textOf(yield* expandPieces(shell, word))
  shell.sys.work('handled', text.length)
  return text
}

/** The value of an assignment: a tilde after a colon is a home directory as well. */
export function* expandAssigned(shell: Shell, word: Word): Task<string> {
  if (!/:~|^~:/.test(word.text)) return yield* expandText(shell, word)
  const pieces = yield* expandPieces(shell, word)
  const home = shell.variables.find('HOME')
  if (home === undefined) return textOf(pieces)
  const literals = new Set((word.parts ?? []).flatMap((part) => (part.type === 'Literal' ? [part.text] : [])))
  const isLiteral = (text: string): boolean => (word.parts ? literals.has(text) : word.value === word.text)
  return textOf(
    pieces.map((piece, index) => {
      if (piece.kind !== 'quoted' || !isLiteral(piece.text)) return piece
      const tilde = index === 0 && word.text.startsWith('~:') ? /(^|:)~(?=[:/]|$)/g : /(:)~(?=[:/]|$)/g
      return { kind: piece.kind, text: piece.text.replace(tilde, (_, colon: string) => colon + home) }
    }),
  )
}

/** A word as a pattern: what was quoted in it stands for itself. */
export function* expandPattern(shell: Shell, word: Word): Task<string> {
  if (isPlain(word)) return escapePattern(word.value)
  return patternOf(yield* expandPieces(shell, word))
}

/** A text that stands as if between double quotes. */
export function* expandQuoted(shell: Shell, text: string): Task<string> {
  const pieces: Piece[] = []
  for (const part of quotedParts(text)) yield* expandPart(shell, part, true, pieces)
  const expanded = textOf(pieces)
  shell.sys.work('handled', text.length + expanded.length)
  return expanded
}

export function* expandPieces(shell: Shell, word: Word, quoted = false): Task<Piece[]> {
  const pieces: Piece[] = []
  let { parts } = word
  if (!quoted && word.text.startsWith('~')) {
    const [, name = ''] = /^~([^/]*)/.exec(word.text) as RegExpExecArray
    const home = name === '' ? shell.variables.find('HOME') : name === 'root' ? '/root' : undefined
    if (home !== undefined) {
      pieces.push({ kind: 'quoted', text: home })
      const rest = word.text.slice(1 + name.length)
      const after = rest === '' ? undefined : parseWord(rest)
      if (!after) return pieces
      if (!after.parts) return [...pieces, { kind: 'quoted', text: after.value }]
      parts = after.parts
    }
  }
  if (!parts) {
    pieces.push({ kind: 'quoted', text: word.value })
    return pieces
  }
  for (const part of parts) yield* expandPart(shell, part, quoted, pieces)
  return pieces
}

export function* expandPart(
  shell: Shell,
  part: WordPart | DoubleQuotedChild,
  quoted: boolean,
  pieces: Piece[],
): Task<void> {
  const kind = quoted ? 'quoted' : 'split'
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
      pieces.push({ kind: 'quoted', text: part.value })
      return
    case 'AnsiCQuoted':
      pieces.push({ kind: 'quoted', text: shell.dialect === 'dash' ? `$${part.text.slice(2, -1)}` : part.value })
      return
    case 'DoubleQuoted':
    case 'LocaleString': {
      // "" is a field of its own, but "$@" without arguments is none.
      const before = pieces.length
      for (const child of part.parts) yield* expandPart(shell, child, true, pieces)
      if (pieces.length === before && !part.parts.some(isAllArguments)) pieces.push({ kind: 'quoted', text: '' })
      return
    }
    case 'Glob':
      if (part.kind === 'bracket') {
        const inner: Piece[] = []
        for (const child of part.parts) yield* expandPart(shell, child, false, inner)
        const text = part.parts.some((child) => /Expansion$/.test(child.type)) ? textOf(inner) : part.text
        pieces.push({ kind: quoted ? 'quoted' : 'pattern', text: text.startsWith('[') ? text : `[${text}]` })
      } else pieces.push({ kind: quoted ? 'quoted' : 'pattern', text: part.text })
      return
    case 'SimpleExpansion':
      simpleParameter(shell, part.text.slice(1), quoted, pieces)
      return
    case 'ParameterExpansion':
      yield* expandParameter(shell, part, quoted, pieces)
      return
    case 'CommandExpansion':
      pieces.push({ kind, text: yield* substitute(shell, part.script?.commands ?? [], part.script?.source) })
      return
    case 'ArithmeticExpansion':
      pieces.push({ kind, text: String(yield* arithmetic(shell, arithmeticBody(part.text))) })
      return
    case 'BraceExpansion':
      pieces.push({ kind: 'quoted', text: part.text })
      return
    case 'ExtendedGlob':
      pieces.push({ kind: quoted ? 'quoted' : 'pattern', text: part.text })
      return
    case 'ProcessSubstitution':
      pieces.push({ kind: 'quoted', text: yield* substitutionPath(shell, part) })
      return
  }
}

function isAllArguments(part: DoubleQuotedChild): boolean {
  return part.type === 'SimpleExpansion'
    ? part.text === '$@'
    : part.type === 'ParameterExpansion' &&
        part.prefix !== '#' &&
        (part.index ? part.index.text === '@' : part.parameter === '@' || part.operation?.type === 'Names')
}

function arithmeticBody(text: string): string {
  return text.startsWith('$[') ? text.slice(2, -1) : text.slice(3, -2)
}

/** Powers, and ++ and -- after a name. Before a number they are two signs. */
const NOT_IN_DASH = /\*\*|[A-Za-z_]\w*\s*(?:\+\+|--)\s*(?:$|[-+*/%)=<>&|?:,])/

export function* arithmetic(shell: Shell, body: string): Task<bigint> {
  const text = /[$`\\"]/.test(body) ? (yield* expandQuoted(shell, body)).replace(/"/g, '') : body
  try {
    if (shell.dialect === 'dash' && NOT_IN_DASH.test(text)) {
      throw new ArithmeticError('arithmetic syntax error', 'expecting primary')
    }
    return evaluateArithmetic(text, shell.variables)
  } catch (error) {
    if (error instanceof ArithmeticError) {
      if (shell.dialect === 'dash') throw new ShellError(`arithmetic expression: ${error.inDash}: "${text}"`)
      throw new ShellError(error.message, shell.dialect === 'bash' ? 1 : 2)
    }
    throw error
  }
}

export function textOf(pieces: readonly Piece[]): string {
  let text = ''
  for (const piece of pieces) text += piece.text
  if (text.length > LIMITS.text) throw new ShellError(OUT_OF_MEMORY)
  return text
}

/** Quoted parts escaped, the others as they are. */
export function patternOf(pieces: readonly Piece[]): string {
  let pattern = ''
  for (const { kind, text } of pieces) {
    pattern += kind === 'quoted' || kind === 'break' ? escapePattern(text) : text
  }
  return pattern
}

export function hasPattern(pieces: readonly Piece[]): boolean {
  return (
    pieces.some(({ kind, text }) => (kind === 'split' || kind === 'pattern') && /[*?[]/.test(text)) &&
    isPattern(patternOf(pieces))
  )
}

/** Cuts what unquoted expansions gave at the characters of IFS. */
function splitFields(pieces: readonly Piece[], ifs: string, breakIsBlank: boolean): Piece[][] {
  const fields: Piece[][] = []
  let field: Piece[] | undefined
  // A blank has ended a field: another separator after it is part of the same end.
  let afterBlank = false
  const add = (piece: Piece): void => {
    afterBlank = false
    field ??= []
    field.push(piece)
  }
  const end = (blank: boolean): void => {
    if (!field) return
    fields.push(field)
    field = undefined
    afterBlank = blank
  }
  for (const piece of pieces) {
    if (piece.kind === 'break') {
      end(breakIsBlank)
      continue
    }
    if (piece.kind !== 'split' || ifs === '') {
      if (piece.kind !== 'split' || piece.text !== '') add(piece)
      continue
    }
    let start = 0
    const { text } = piece
    const nextSeparator = text.length > LONG_TEXT ? separatorsOfLong(text, ifs) : separatorsOf(text, ifs)
    for (;;) {
      const i = nextSeparator(start)
      const char = text[i]
      if (i > start) add({ kind: 'split', text: text.slice(start, i) })
      if (char === undefined) break
      if (isBlank(char)) end(true)
      else if (afterBlank) afterBlank = false
      else {
        // Another separator than a blank ends a field even if nothing is in it.
        field ??= []
        end(false)
      }
      start = i + 1
    }
  }
  end(false)
  return fields
}

/** Where the next separator is from a place on; where there is none, the end of the text. */
type NextSeparator = (from: number) => number

function separatorsOf(text: string, ifs: string): NextSeparator {
  return (from) => {
    let at = from
    while (at < text.length && !ifs.includes(text.charAt(at))) at++
    return at
  }
}

// What is dear to make is dear for a word.
function separatorsOfLong(text: string, ifs: string): NextSeparator {
  const separator = new RegExp(`[${ifs.replace(/[\\\]^-]/g, '\\$&')}]`, 'g')
  return (from) => {
    separator.lastIndex = from
    return separator.exec(text)?.index ?? text.length
  }
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n'
}
