import type { Task } from '../../engine/program-api/task.ts'
import { unsetParameter } from './dialect.ts'
import { arithmetic, expandPart, expandPieces, expandText, type Piece, textOf } from './expand.ts'
import { changed, slice, transformed } from './parameter-operations.ts'
import type { ParameterExpansionPart, ParameterOperation, Word } from './parse.ts'
import type { Shell } from './shell.ts'
import { elementsOf, parameterValue } from './special-parameters.ts'
import { ShellError } from './unwind.ts'

/** $name, and ${name} without more. */
export function simpleParameter(shell: Shell, name: string, quoted: boolean, pieces: Piece[]): void {
  if (name === '@' || name === '*') {
    allOf(shell, shell.positional, name, quoted, pieces)
    return
  }
  const value = parameterValue(shell, name)
  if (value === undefined && shell.options.nounset) throw unset(shell, name)
  pieces.push({ kind: quoted ? 'quoted' : 'split', text: value ?? '' })
}

function unset(shell: Shell, name: string): ShellError {
  return new ShellError(unsetParameter(shell.dialect, name), shell.dialect === 'bash' ? 127 : 2)
}

/** Each a field of its own; "$*" and "${a[*]}" are one. */
function allOf(shell: Shell, values: readonly string[], how: '@' | '*', quoted: boolean, pieces: Piece[]): void {
  const separator = (shell.variables.find('IFS') ?? ' ').slice(0, 1)
  if (quoted && how === '*') {
    pieces.push({ kind: 'quoted', text: values.join(separator) })
    return
  }
  // Where there are no fields, as in v=$@, bash joins with a blank.
  const between = shell.dialect === 'bash' && how === '@' ? ' ' : separator
  values.forEach((text, index) => {
    if (index > 0) pieces.push({ kind: 'break', text: between })
    pieces.push({ kind: quoted ? 'quoted' : 'split', text })
  })
}

/** What stands between the braces, apart from what is to be done with it: one value, or all of a list. */
interface Subject {
  readonly name: string
  /** Set for a list. */
  readonly all?: '@' | '*'
  readonly values: readonly string[]
  readonly value: string | undefined
}

function* subjectOf(shell: Shell, part: ParameterExpansionPart): Task<Subject> {
  let name = part.parameter
  let subscript = part.index && (yield* subscriptOf(shell, name, part.index))
  if (part.prefix === '!' && shell.dialect === 'bash') {
    // ${!name}: the parameter that the value names.
    const named = subscript === undefined ? parameterValue(shell, name) : elementAt(shell, name, subscript)
    const [, array, inner] = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/.exec(named ?? '') ?? []
    if (named === undefined || named === '') throw new ShellError(`${name}: invalid indirect expansion`, 1)
    name = array ?? named
    subscript = inner
    if (!/^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])$/.test(name)) throw new ShellError(`${named}: invalid variable name`, 1)
  }
  if (subscript === '@' || subscript === '*') {
    const values = [...elementsOf(shell, name).values()]
    return {
      name: `${name}[${subscript}]`,
      all: subscript,
      values,
      value: values.length > 0 ? values.join(' ') : undefined,
    }
  }
  if (subscript !== undefined) {
    const value = elementAt(shell, name, subscript)
    return { name: `${name}[${subscript}]`, values: [], value }
  }
  if (name === '@' || name === '*') {
    const { positional } = shell
    return { name, all: name, values: positional, value: positional.length > 0 ? positional.join(' ') : undefined }
  }
  return { name, values: [], value: parameterValue(shell, name) }
}

/** A subscript is expanded; @ and * mean all. */
function* subscriptOf(shell: Shell, name: string, index: Word): Task<string> {
  if (index.text === '@' || index.text === '*') return index.text
  const text = yield* expandText(shell, index)
  if (shell.variables.isAssociative(name)) return text
  return String(yield* arithmetic(shell, text))
}

function elementAt(shell: Shell, name: string, subscript: string): string | undefined {
  return elementsOf(shell, name).get(shell.variables.keyOf(name, subscript))
}

export function* expandParameter(
  shell: Shell,
  part: ParameterExpansionPart,
  quoted: boolean,
  pieces: Piece[],
): Task<void> {
  const { prefix, operation } = part
  if ((part.index && shell.dialect !== 'bash') || operation?.type === 'Unknown' || part.parameter === '') {
    throw badSubstitution(shell, part)
  }
  const kind = quoted ? 'quoted' : 'split'
  if (prefix === '!') {
    if (shell.dialect !== 'bash') throw badSubstitution(shell, part)
    const keys = keysOf(shell, part)
    if (keys) {
      allOf(shell, keys.list, keys.all, quoted, pieces)
      return
    }
  }
  const subject = yield* subjectOf(shell, part)
  const { name, value, all, values } = subject
  if (prefix === '#') {
    if (value === undefined && !all && shell.options.nounset) throw unset(shell, name)
    pieces.push({ kind, text: String(all ? values.length : [...(value ?? '')].length) })
    return
  }
  if (operation?.type === 'Default') {
    yield* withDefault(shell, subject, operation, quoted, pieces)
    return
  }
  if (value === undefined && !all && shell.options.nounset) throw unset(shell, name)
  if (all) {
    allOf(shell, yield* changedList(shell, part, subject), all, quoted, pieces)
    return
  }
  if (!operation) pieces.push({ kind, text: value ?? '' })
  else if (operation.type === 'Transform') {
    if (shell.dialect !== 'bash') throw badSubstitution(shell, part)
    pieces.push({
      kind,
      text: value === undefined ? '' : yield* transformed(shell, operation.operand.value, value, name),
    })
  } else pieces.push({ kind, text: yield* changed(shell, operation, value ?? '', () => badSubstitution(shell, part)) })
}

/** ${!array[@]} gives its keys, ${!prefix@} the names of variables. */
function keysOf(shell: Shell, part: ParameterExpansionPart): { list: string[]; all: '@' | '*' } | undefined {
  if (part.operation?.type === 'Names') {
    const { parameter, operation } = part
    return { list: shell.variables.names().filter((name) => name.startsWith(parameter)), all: operation.operator }
  }
  const subscript = part.index?.text
  if (part.operation || (subscript !== '@' && subscript !== '*')) return undefined
  return { list: [...elementsOf(shell, part.parameter).keys()], all: subscript }
}

function* changedList(shell: Shell, part: ParameterExpansionPart, { name, values }: Subject): Task<readonly string[]> {
  const { operation } = part
  if (!operation) return values
  if (operation.type === 'Slice') {
    if (shell.dialect === 'dash') throw badSubstitution(shell, part)
    // ${@:0} begins with the shell's name.
    if (!part.index) return yield* slice(shell, operation, [shell.self, ...values])
    return yield* slice(shell, operation, values)
  }
  const result: string[] = []
  for (const value of values) {
    result.push(
      operation.type === 'Transform'
        ? yield* transformed(shell, operation.operand.value, value, name)
        : yield* changed(shell, operation, value, () => badSubstitution(shell, part)),
    )
  }
  return result
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
  { name, value, all, values }: Subject,
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
      else if (all) allOf(shell, values, all, quoted, pieces)
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
