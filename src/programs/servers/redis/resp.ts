import type { Readable } from '../../../engine/program-api/stdio.ts'
import type { Task } from '../../../engine/program-api/task.ts'

/** A reply of the server, as its protocol has them. */
export type Reply =
  | { readonly kind: 'status' | 'error' | 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'nil' }
  | { readonly kind: 'list'; readonly items: readonly Reply[] }

export const OK: Reply = { kind: 'status', text: 'OK' }
export const NIL: Reply = { kind: 'nil' }

export function error(text: string): Reply {
  return { kind: 'error', text }
}

export function text(value: string | undefined): Reply {
  return value === undefined ? NIL : { kind: 'text', text: value }
}

export function number(value: number): Reply {
  return { kind: 'number', value }
}

export function list(values: readonly (string | undefined)[]): Reply {
  return { kind: 'list', items: values.map(text) }
}

// redis: networking.c addReply… (RESP 2). Lengths count characters, which for plain text are bytes.
export function encode(reply: Reply): string {
  switch (reply.kind) {
    case 'status':
      return `+${reply.text}\r\n`
    case 'error':
      return `-${reply.text}\r\n`
    case 'number':
      return `:${reply.value}\r\n`
    case 'nil':
      return '$-1\r\n'
    case 'text':
      return `$${reply.text.length}\r\n${reply.text}\r\n`
    case 'list':
      return `*${reply.items.length}\r\n${reply.items.map(encode).join('')}`
  }
}

export function encodeCommand(words: readonly string[]): string {
  return encode({ kind: 'list', items: words.map(text) })
}

/** Reads what comes over a line, piece by piece. */
export class RespReader {
  readonly #input: Readable
  #text = ''

  constructor(input: Readable) {
    this.#input = input
  }

  /** The next command, typed in a line or sent as a list; undefined: no more to come. */
  *command(): Task<readonly string[] | undefined> {
    for (;;) {
      const line = yield* this.#line()
      if (line === undefined) return undefined
      const count = /^\*(\d+)$/.exec(line)?.[1]
      if (count === undefined) {
        const words = splitWords(line)
        if (words.length > 0) return words
        continue
      }
      const words: string[] = []
      while (words.length < Number(count)) {
        const word = yield* this.#bulk(yield* this.#line())
        if (word === undefined) return undefined
        words.push(word)
      }
      return words
    }
  }

  *reply(): Task<Reply | undefined> {
    const line = yield* this.#line()
    if (line === undefined) return undefined
    const rest = line.slice(1)
    switch (line[0]) {
      case '+':
        return { kind: 'status', text: rest }
      case '-':
        return error(rest)
      case ':':
        return number(Number(rest))
      case '$': {
        if (rest === '-1') return NIL
        const value = yield* this.#bulk(line)
        return value === undefined ? undefined : text(value)
      }
      case '*': {
        const items: Reply[] = []
        while (items.length < Number(rest)) {
          const item = yield* this.reply()
          if (!item) return undefined
          items.push(item)
        }
        return { kind: 'list', items }
      }
      default:
        return undefined
    }
  }

  *#bulk(header: string | undefined): Task<string | undefined> {
    const length = Number(/^\$(\d+)$/.exec(header ?? '')?.[1] ?? -1)
    if (length < 0) return undefined
    while (this.#text.length < length + 2) if (!(yield* this.#more())) return undefined
    const value = this.#text.slice(0, length)
    this.#text = this.#text.slice(length + 2)
    return value
  }

  *#line(): Task<string | undefined> {
    let end = this.#text.indexOf('\n')
    while (end < 0) {
      if (!(yield* this.#more())) return undefined
      end = this.#text.indexOf('\n')
    }
    const line = this.#text.slice(0, end).replace(/\r$/, '')
    this.#text = this.#text.slice(end + 1)
    return line
  }

  *#more(): Task<boolean> {
    const more = yield* this.#input.read()
    this.#text += more ?? ''
    return more !== undefined
  }
}

/** Words with blanks between them; quotes keep blanks. */
export function splitWords(line: string): string[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g) ?? []
  return words.map((word) =>
    /^".*"$/.test(word)
      ? word.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => ESCAPES.get(letter) ?? letter)
      : /^'.*'$/.test(word)
        ? word.slice(1, -1)
        : word,
  )
}

const ESCAPES = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])
