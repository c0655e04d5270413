import type { FileSystem } from '../../engine/runtime/file-system.ts'
import { matchesName } from '../shell/pattern.ts'
import { errorText } from '../tool.ts'

/** A directive of an nginx configuration, with the block behind it. */
interface Directive {
  readonly words: readonly string[]
  readonly block: readonly Directive[] | undefined
}

export interface Location {
  readonly path: string
  readonly exact: boolean
  readonly root: string | undefined
  readonly answer: { readonly status: number; readonly text: string } | undefined
}

export interface VirtualServer {
  readonly ports: readonly number[]
  readonly root: string | undefined
  readonly locations: readonly Location[]
}

/** Why nginx does not start: what stands after [emerg]. */
export class ConfigProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

export function readConfig(files: FileSystem, path: string): readonly VirtualServer[] | ConfigProblem {
  try {
    const servers: VirtualServer[] = []
    for (const http of load(files, path, 0).filter(({ words }) => words[0] === 'http')) {
      for (const directive of http.block ?? []) if (directive.words[0] === 'server') servers.push(serverOf(directive))
    }
    return servers
  } catch (error) {
    if (error instanceof ConfigProblem) return error
    throw error
  }
}

const MAX_INCLUDES = 20

function load(files: FileSystem, path: string, depth: number): readonly Directive[] {
  const content = files.read(path)
  if (typeof content === 'string' || depth > MAX_INCLUDES) {
    const errno = content === 'EACCES' ? 13 : content === 'EISDIR' ? 21 : 2
    throw new ConfigProblem(
      `open() "${path}" failed (${errno}: ${errorText(typeof content === 'string' ? content : 'ELOOP')})`,
    )
  }
  return withIncludes(files, new Reader(content.text, path).directives(), depth)
}

function withIncludes(files: FileSystem, directives: readonly Directive[], depth: number): readonly Directive[] {
  return directives.flatMap((directive) => {
    const [name, pattern] = directive.words
    if (name === 'include' && pattern !== undefined) {
      const path = pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`
      return expand(files, path).flatMap((each) => load(files, each, depth + 1))
    }
    return directive.block ? [{ ...directive, block: withIncludes(files, directive.block, depth) }] : [directive]
  })
}

function expand(files: FileSystem, path: string): readonly string[] {
  const slash = path.lastIndexOf('/')
  if (!path.includes('*')) return [path]
  const names = files.list(path.slice(0, slash))
  if (typeof names === 'string') return []
  return names
    .filter((name) => matchesName(path.slice(slash + 1), name))
    .map((name) => `${path.slice(0, slash)}/${name}`)
}

function serverOf(directive: Directive): VirtualServer {
  const block = directive.block ?? []
  const ports = block
    .filter(({ words }) => words[0] === 'listen')
    .map(({ words }) => Number(/(?:^|:)(\d+)$/.exec(words[1] ?? '')?.[1] ?? 80))
  return {
    ports: ports.length > 0 ? [...new Set(ports)] : [80],
    root: argumentOf(block, 'root'),
    locations: block.filter(({ words }) => words[0] === 'location').map(locationOf),
  }
}

function locationOf({ words, block = [] }: Directive): Location {
  const answer = block.find((each) => each.words[0] === 'return')?.words
  const alias = argumentOf(block, 'alias')
  return {
    path: words.at(-1) ?? '/',
    exact: words[1] === '=',
    root: argumentOf(block, 'root') ?? alias,
    answer: answer && { status: Number(answer[1]) || 200, text: answer[2] ?? '' },
  }
}

function argumentOf(block: readonly Directive[], name: string): string | undefined {
  return block.find(({ words }) => words[0] === name)?.words[1]
}

class Reader {
  readonly #text: string
  readonly #path: string
  #at = 0
  #line = 1

  constructor(text: string, path: string) {
    this.#text = text
    this.#path = path
  }

  directives(inside = false): readonly Directive[] {
    const list: Directive[] = []
    let words: string[] = []
    for (;;) {
      const token = this.#token()
      if (token === undefined) {
        if (inside) this.#fail('unexpected end of file, expecting "}"')
        if (words.length > 0) this.#fail('unexpected end of file, expecting ";" or "}"')
        return list
      }
      if (token.special === ';') {
        if (words.length === 0) this.#fail('unexpected ";"')
        list.push({ words, block: undefined })
        words = []
      } else if (token.special === '{') {
        list.push({ words, block: this.directives(true) })
        words = []
      } else if (token.special === '}') {
        if (!inside || words.length > 0) this.#fail('unexpected "}"')
        return list
      } else words.push(token.text)
    }
  }

  #fail(what: string): never {
    throw new ConfigProblem(`${what} in ${this.#path}:${this.#line}`)
  }

  #token(): { readonly special?: string; readonly text: string } | undefined {
    const text = this.#text
    for (;;) {
      const char = text[this.#at]
      if (char === undefined) return undefined
      if (char === '#') {
        while (this.#at < text.length && text[this.#at] !== '\n') this.#at++
      } else if (/\s/.test(char)) {
        if (char === '\n') this.#line++
        this.#at++
      } else break
    }
    const char = text[this.#at] as string
    if (';{}'.includes(char)) {
      this.#at++
      return { special: char, text: char }
    }
    if (char === '"' || char === "'") {
      const end = text.indexOf(char, this.#at + 1)
      if (end < 0) this.#fail('unexpected end of file, expecting closing quote')
      const word = text.slice(this.#at + 1, end).replace(/\\n/g, '\n')
      this.#at = end + 1
      return { text: word }
    }
    const word = /^(?:\$\{[^}]*\}|[^\s;{}])+/.exec(text.slice(this.#at))?.[0] ?? char
    this.#at += word.length
    return { text: word }
  }
}
