import { type ParsedScript, parse as parseScript, type Statement, type Word, type WordPart } from 'unbash'
import type { Dialect } from './dialect.ts'
import { syntaxMistake } from './syntax-mistake.ts'

export type * from 'unbash'

/** The only place that knows the parser's name. */

export interface Parsed {
  /** What can run: everything before the line of the first mistake. */
  readonly statements: readonly Statement[]
  readonly error:
    | {
        readonly message: string
        readonly position: number
        readonly unfinished: boolean
        /** The message is the shell's own, not the parser's. */
        readonly said?: boolean
      }
    | undefined
}

/** Scripts of probes and loops come again and again. */
const REMEMBERED = 2000
const known = new Map<string, Parsed>()

export function parse(source: string, dialect: Dialect): Parsed {
  const key = `${dialect} ${source}`
  const before = known.get(key)
  if (before) return before
  const parsed = tooDeep(source) ?? check(source, parseScript(source), dialect)
  if (known.size >= REMEMBERED) known.clear()
  known.set(key, parsed)
  return parsed
}

/** Brackets inside each other; the shells' parsers come to the end of their stack somewhat later. */
const MAX_BRACKETS = 500

/** The parser reads nested substitutions again and again. */
function tooDeep(source: string): Parsed | undefined {
  if (source.length <= MAX_BRACKETS) return undefined
  let depth = 0
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i)
    if (code === OPEN_PAREN || code === OPEN_BRACE) {
      if (++depth > MAX_BRACKETS) {
        const message = `maximum nesting of brackets (${MAX_BRACKETS}) reached`
        return { statements: [], error: { message, position: i, unfinished: false, said: true } }
      }
    } else if ((code === CLOSE_PAREN || code === CLOSE_BRACE) && depth > 0) depth--
  }
  return undefined
}

const [OPEN_PAREN, CLOSE_PAREN, OPEN_BRACE, CLOSE_BRACE] = [0x28, 0x29, 0x7b, 0x7d] as const

const SIMPLE_BODY = 'expected compound command as function body'

/** `f() echo hi` is a function for dash and ash: any command will do as its body. The parser reads it as bash does. */
function mistakes(source: string, script: ParsedScript, dialect: Dialect): NonNullable<ParsedScript['errors']> {
  const errors = script.errors ?? []
  const isOnlyThat = dialect !== 'bash' && errors.every(({ message }) => message === SIMPLE_BODY)
  return isOnlyThat && errors.length > 0 && !syntaxMistake(source, dialect) ? [] : errors
}

function check(source: string, script: ParsedScript, dialect: Dialect): Parsed {
  const errors = mistakes(source, script, dialect)
  // At one place the parser may miss several things; the keyword is what a shell would name.
  const first =
    errors.find((error) => error.pos === errors[0]?.pos && /^expected '[a-z]+'/.test(error.message)) ?? errors[0]
  if (!first) return { statements: script.commands, error: undefined }
  // A shell reads line by line: what stands on earlier lines has run when it meets the mistake. A statement that was
  // not finished has no length, or ends where its last finished part does.
  const atEnd = first.pos >= source.trimEnd().length
  const failing =
    script.commands.find(({ pos, end }) => end >= first.pos || end <= pos) ??
    (atEnd ? script.commands.at(-1) : undefined)
  const failsAt = Math.min(failing?.pos ?? first.pos, first.pos)
  const lineStart = failsAt === 0 ? 0 : source.lastIndexOf('\n', failsAt - 1) + 1
  const unfinished = atEnd || first.message.startsWith('unterminated')
  return {
    statements: script.commands.filter(({ pos, end }) => end > pos && end <= lineStart),
    error: { message: first.message, position: first.pos, unfinished },
  }
}

const texts = new Map<string, readonly WordPart[]>()

/** The parts of a text as if it stood between double quotes: here-documents, prompts, arithmetic. */
export function quotedParts(text: string): readonly WordPart[] {
  if (!/[$`\\]/.test(text)) return [{ type: 'Literal', pos: 0, end: text.length, value: text, text }]
  const before = texts.get(text)
  if (before) return before
  const parts = documentParts(text)
  if (texts.size >= REMEMBERED) texts.clear()
  texts.set(text, parts)
  return parts
}

/** Quotes mean nothing in there, as in a here-document: the parser gets one. */
function documentParts(text: string): readonly WordPart[] {
  let end = 'E'
  while (text.includes(end)) end += 'E'
  const [, body = '', backslash = ''] = /^([\s\S]*?(?:\\\\)*)(\\?)$/.exec(text) ?? []
  const command = parseScript(`x <<${end}\n${body}\n${end}\n`).commands[0]?.command
  const document = command?.type === 'Command' ? command.redirects[0] : undefined
  const parts = document?.type === 'HereDoc' ? [...(document.body.parts ?? [])] : []
  const last = parts.pop()
  // The newline before the end is ours.
  if (last?.type === 'Literal') parts.push({ ...last, value: last.value.replace(/\n$/, backslash) })
  else if (last) parts.push(last)
  else {
    // Without anything to expand the parser leaves the text as it is.
    const value = text.replace(/\\([$`\\])|\\\n/g, '$1')
    parts.push({ type: 'Literal', pos: 0, end: text.length, value, text })
  }
  return parts
}

/** A single word, for texts that braces were expanded in. */
export function parseWord(text: string): Word | undefined {
  return firstWord(parseScript(`x ${text}`))
}

function firstWord(script: ParsedScript): Word | undefined {
  const command = script.commands[0]?.command
  const word = command?.type === 'Command' ? command.suffix[0] : undefined
  return word?.type === 'Word' ? word : undefined
}

/** 1 for the first line. */
export function lineOf(source: string, position: number): number {
  let line = 1
  for (let i = source.indexOf('\n'); i >= 0 && i < position; i = source.indexOf('\n', i + 1)) line++
  return line
}
