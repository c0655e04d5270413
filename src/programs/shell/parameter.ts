import type { Task } from '../../engine/kernel/task.ts'
import { unsetParameter } from './dialect.ts'
import { arithmetic, expandPart, expandPattern, expandPieces, expandText, type Piece, textOf } from './expand.ts'
import type { ParameterExpansionPart, ParameterOperation, Word } from './parse.ts'
import { matchEnd, matchStart, replacePattern } from './pattern.ts'
import type { Shell } from './shell.ts'
import { ShellError } from './unwind.ts'

/** The value of a parameter; undefined where it is not set. Not for $@ and $*. */
export function parameterValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status)
    case '$':
      return String(shell.shellPid)
    case '!':
      return shell.lastBackground === undefined ? '' : String(shell.lastBackground)
    case '#':
      return String(shell.positional.length)
    case '0':
      return shell.self
    case '-':
      return flagsOf(shell)
    case 'LINENO':
      return String(shell.line)
    case 'RANDOM':
      return shell.dialect === 'dash' ? shell.variables.find(name) : String(shell.sys.random('RANDOM').integer(32768))
    case 'SECONDS':
      return shell.dialect === 'bash' ? String(Math.floor(shell.sys.now() / 1000)) : shell.variables.find(name)
    default:
      return /^\d+$/.test(name) ? shell.positional[Number(name) - 1] : shell.variables.find(name)
  }
}

function flagsOf(shell: Shell): string {
  const { errexit, nounset, xtrace, noglob } = shell.options
  return `${errexit ? 'e' : ''}${noglob ? 'f' : ''}${nounset ? 'u' : ''}${xtrace ? 'x' : ''}`
}

/** $name, and ${name} without more. */
export function simpleParameter(shell: Shell, name: string, quoted: boolean, pieces: Piece[]): void {
  if (name === '@' || name === '*') {
    allArguments(shell, name, quoted, pieces)
    return
  }
  const value = parameterValue(shell, name)
  if (value === undefined && shell.options.nounset) throw unset(shell, name)
  pieces.push({ kind: quoted ? 'quoted' : 'split', text: value ?? '' })
}

function unset(shell: Shell, name: string): ShellError {
  return new ShellError(unsetParameter(shell.dialect, name), shell.dialect === 'bash' ? 127 : 2)
}

function allArguments(shell: Shell, name: '@' | '*', quoted: boolean, pieces: Piece[]): void {
  const separator = (shell.variables.find('IFS') ?? ' ').slice(0, 1)
  if (quoted && name === '*') {
    pieces.push({ kind: 'quoted', text: shell.positional.join(separator) })
    return
  }
  // Where there are no fields, as in v=$@, bash joins with a blank.
  const between = shell.dialect === 'bash' && name === '@' ? ' ' : separator
  shell.positional.forEach((text, index) => {
    if (index > 0) pieces.push({ kind: 'break', text: between })
    pieces.push({ kind: quoted ? 'quoted' : 'split', text })
  })
}

export function* expandParameter(
  shell: Shell,
  part: ParameterExpansionPart,
  quoted: boolean,
  pieces: Piece[],
): Task<void> {
  const { prefix, operation } = part
  let name = part.parameter
  if (part.index) throw new ShellError(`${part.text}: arrays are not supported here`)
  if (operation?.type === 'Unknown' || name === '') throw badSubstitution(shell, part)
  if (prefix === '#') {
    const value = name === '@' || name === '*' ? String(shell.positional.length) : parameterValue(shell, name)
    if (value === undefined && shell.options.nounset) throw unset(shell, name)
    const length = name === '@' || name === '*' ? (value as string) : String([...(value ?? '')].length)
    pieces.push({ kind: quoted ? 'quoted' : 'split', text: length })
    return
  }
  if (prefix === '!') {
    if (shell.dialect !== 'bash') throw badSubstitution(shell, part)
    name = parameterValue(shell, name) ?? ''
  }
  if (!operation) {
    simpleParameter(shell, name, quoted, pieces)
    return
  }
  const isAll = name === '@' || name === '*'
  const value = isAll
    ? shell.positional.length > 0
      ? shell.positional.join(' ')
      : undefined
    : parameterValue(shell, name)
  if (operation.type === 'Default') {
    yield* withDefault(shell, name, value, operation, quoted, pieces)
    return
  }
  if (value === undefined && shell.options.nounset) throw unset(shell, name)
  const kind = quoted ? 'quoted' : 'split'
  pieces.push({ kind, text: yield* changed(shell, part, operation, value ?? '') })
}

function badSubstitution(shell: Shell, part: ParameterExpansionPart): ShellError {
  switch (shell.dialect) {
    case 'ash':
      return new ShellError('syntax error: bad substitution')
    case 'dash':
      return new ShellError('Bad substitution')
    case 'bash':
      return new ShellError(`${part.text}: bad substitution`, 1)
  }
}

function* withDefault(
  shell: Shell,
  name: string,
  value: string | undefined,
  operation: Extract<ParameterOperation, { type: 'Default' }>,
  quoted: boolean,
  pieces: Piece[],
): Task<void> {
  const { operator, operand } = operation
  const colon = operator.startsWith(':')
  const missing = value === undefined || (colon && value === '')
  const kind = quoted ? 'quoted' : 'split'
  switch (operator) {
    case '-':
    case ':-':
      if (missing) yield* operandPieces(shell, operand, quoted, pieces)
      else if (name === '@' || name === '*') simpleParameter(shell, name, quoted, pieces)
      else pieces.push({ kind, text: value })
      return
    case '+':
    case ':+':
      if (!missing) yield* operandPieces(shell, operand, quoted, pieces)
      else pieces.push({ kind, text: '' })
      return
    case '=':
    case ':=': {
      if (!missing) {
        pieces.push({ kind, text: value })
        return
      }
      if (!/^[A-Za-z_]/.test(name)) throw new ShellError(`${name}: bad variable name`)
      const text = textOf(yield* expandPieces(shell, operand, quoted))
      shell.variables.set(name, text)
      pieces.push({ kind, text })
      return
    }
    case '?':
    case ':?': {
      if (!missing) {
        pieces.push({ kind, text: value })
        return
      }
      const text = textOf(yield* expandPieces(shell, operand, quoted))
      const standard = colon ? 'parameter not set or null' : 'parameter not set'
      throw new ShellError(
        `${name}: ${text || (shell.dialect === 'bash' ? standard.replace(' not set or null', ' null or not set') : standard)}`,
        shell.dialect === 'bash' ? 127 : 2,
      )
    }
  }
}

/** The word of ${x:-word}: unquoted it may give several fields, and blanks in it separate. */
function* operandPieces(shell: Shell, operand: Word, quoted: boolean, pieces: Piece[]): Task<void> {
  if (quoted) {
    pieces.push(...(yield* expandPieces(shell, operand, true)))
    return
  }
  // The tilde stands for itself where the pieces say nothing else.
  const parts = operand.text.startsWith('~') ? undefined : operand.parts
  if (!parts) {
    if (operand.text.startsWith('~')) pieces.push(...(yield* expandPieces(shell, operand)))
    else literalPieces(operand.text, pieces)
    return
  }
  for (const part of parts) {
    if (part.type === 'Literal') literalPieces(part.text, pieces)
    else yield* expandPart(shell, part, false, pieces)
  }
}

/** A text in which a backslash quotes the next character, and the rest separates. */
function literalPieces(text: string, pieces: Piece[]): void {
  for (const [found, escaped] of text.matchAll(/\\([\s\S])|(?:[^\\]|\\$)+/g)) {
    if (escaped === undefined) pieces.push({ kind: 'split', text: found })
    else if (escaped !== '\n') pieces.push({ kind: 'quoted', text: escaped })
  }
}

function* changed(
  shell: Shell,
  part: ParameterExpansionPart,
  operation: ParameterOperation,
  value: string,
): Task<string> {
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* expandPattern(shell, operation.operand)
      const longest = operation.operator.length === 2
      if (operation.operator.startsWith('#')) {
        const length = matchStart(pattern, value, longest)
        return length < 0 ? value : value.slice(length)
      }
      const start = matchEnd(pattern, value, longest)
      return start < 0 ? value : value.slice(0, start)
    }
    case 'Replace': {
      if (shell.dialect === 'dash') throw badSubstitution(shell, part)
      const pattern = yield* expandPattern(shell, operation.pattern)
      const by = yield* expandText(shell, operation.replacement)
      return replacePattern(pattern, value, by, operation.operator)
    }
    case 'Slice': {
      if (shell.dialect === 'dash') throw badSubstitution(shell, part)
      const offset = Number(yield* arithmetic(shell, operation.offset.text))
      const start = offset < 0 ? Math.max(0, value.length + offset) : offset
      if (!operation.length) return value.slice(start)
      const length = Number(yield* arithmetic(shell, operation.length.text))
      return length < 0 ? value.slice(start, length) : value.slice(start, start + length)
    }
    case 'CaseModification': {
      if (shell.dialect !== 'bash') throw badSubstitution(shell, part)
      const change = (text: string): string =>
        operation.operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase()
      return operation.operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1)
    }
    default:
      throw badSubstitution(shell, part)
  }
}
