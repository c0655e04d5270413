import type { FileSystem } from '../../../engine/program-api/files.ts'
import { matchesName } from '../../shell/pattern.ts'
import { errorNumber, errorText } from '../../tool.ts'
import { known } from '../config/unknown-config.ts'
import { COMMAND_LINE, ConfigProblem, type Directive, problemAt } from './directive.ts'
import { type Context, contextOf, refusal } from './known-directives.ts'

const MAX_INCLUDES = 20
/** All files together: more is somebody's mistake. */
const MAX_DIRECTIVES = 100_000

/** Where relative names start. */
export interface Place {
  readonly files: FileSystem
  readonly prefix: string
}

/** Every file that was read, for `nginx -T`. */
export interface Loaded {
  readonly directives: readonly Directive[]
  readonly files: ReadonlyMap<string, string>
}

/** Reads a configuration with all that it includes; throws a ConfigProblem. `globals`: what `-g` said. */
export function loadConfig(place: Place, path: string, globals: string): Loaded {
  const loader = new Loader(place)
  const first = globals === '' ? [] : loader.text(globals)
  const directives = [...first, ...loader.file(path, 'main', 0, new Set(first.map(({ name }) => name)))]
  return { directives, files: loader.seen }
}

class Loader {
  readonly seen = new Map<string, string>()
  readonly #place: Place
  #count = 0

  constructor(place: Place) {
    this.#place = place
  }

  text(globals: string): Directive[] {
    if (!/[;}]\s*$/.test(globals)) throw new ConfigProblem('unexpected end of parameter, expecting ";" in command line')
    return this.#read(new Reader(globals, COMMAND_LINE), 'main', 0, new Set(), false)
  }

  file(path: string, context: Context, depth: number, seen: Set<string>): Directive[] {
    const content = this.#place.files.read(path)
    if (typeof content === 'string' || depth > MAX_INCLUDES) {
      const error = typeof content === 'string' ? content : 'ELOOP'
      throw new ConfigProblem(`open() "${path}" failed (${errorNumber(error)}: ${errorText(error)})`)
    }
    this.seen.set(path, known(content.text, path))
    return this.#read(new Reader(content.text, path), context, depth, seen, false)
  }

  #read(reader: Reader, context: Context, depth: number, seen: Set<string>, inside: boolean): Directive[] {
    const list: Directive[] = []
    for (;;) {
      const statement = reader.statement(inside)
      if (!statement) return list
      const { words, hasBlock } = statement
      const [name = '', ...args] = words
      const place = { file: reader.path, line: reader.line }
      if (++this.#count > MAX_DIRECTIVES) throw problemAt(place, 'not simulated: so many directives')
      if (name === 'include' && !hasBlock) {
        if (args.length !== 1) throw problemAt(place, 'invalid number of arguments in "include" directive')
        for (const path of this.#expand(args[0] as string, place)) {
          list.push(...this.file(path, context, depth + 1, seen))
        }
        continue
      }
      const wrong = context === 'free' ? undefined : refusal(name, args, hasBlock, context, seen)
      if (wrong !== undefined) throw problemAt(place, wrong)
      seen.add(name)
      const block = hasBlock ? this.#read(reader, contextOf(name, context), depth, new Set(), true) : undefined
      list.push({ name, args, block, ...place })
    }
  }

  #expand(pattern: string, place: { readonly file: string; readonly line: number }): readonly string[] {
    const path = pattern.startsWith('/') ? pattern : `${this.#place.prefix}/${pattern}`
    const { files } = this.#place
    if (!/[*?[]/.test(path)) {
      if (typeof files.stat(path) === 'string')
        throw problemAt(place, `open() "${path}" failed (2: No such file or directory)`)
      return [path]
    }
    return glob(files, path)
  }
}

/** Patterns in any part of a path, in the order of their names; hidden files are for those who ask for them. */
function glob(files: FileSystem, path: string): readonly string[] {
  let found: readonly string[] = ['']
  for (const part of path.split('/').slice(1)) {
    found = found.flatMap((base) => {
      if (!/[*?[]/.test(part)) return typeof files.stat(`${base}/${part}`) === 'string' ? [] : [`${base}/${part}`]
      const names = files.list(base === '' ? '/' : base)
      if (typeof names === 'string') return []
      return names
        .filter((name) => (part.startsWith('.') || !name.startsWith('.')) && matchesName(part, name))
        .map((name) => `${base}/${name}`)
    })
  }
  return found.filter((each) => {
    const stat = files.stat(each)
    return typeof stat !== 'string' && stat.kind !== 'directory'
  })
}

// nginx: core/ngx_conf_file.c ngx_conf_read_token (1.27)
class Reader {
  readonly path: string
  line = 1
  readonly #text: string
  #at = 0

  constructor(text: string, path: string) {
    this.#text = text
    this.path = path
  }

  /** Up to the next `;` or `{`; undefined: the end of the block, or of the file. */
  statement(inside: boolean): { readonly words: readonly string[]; readonly hasBlock: boolean } | undefined {
    const words: string[] = []
    for (;;) {
      const token = this.#token()
      if (token === undefined) {
        if (words.length > 0) this.#fail('unexpected end of file, expecting ";" or "}"')
        if (inside) this.#fail('unexpected end of file, expecting "}"')
        return undefined
      }
      if (token.special === undefined) {
        words.push(token.text)
        continue
      }
      if (token.special === '}') {
        if (!inside || words.length > 0) this.#fail('unexpected "}"')
        return undefined
      }
      if (words.length === 0) this.#fail(`unexpected "${token.special}"`)
      return { words, hasBlock: token.special === '{' }
    }
  }

  #fail(what: string): never {
    throw problemAt({ file: this.path, line: this.line }, what)
  }

  #token(): { readonly special?: string; readonly text: string } | undefined {
    const text = this.#text
    for (;;) {
      const char = text[this.#at]
      if (char === undefined) return undefined
      if (char === '#') {
        while (this.#at < text.length && text[this.#at] !== '\n') this.#at++
      } else if (/\s/.test(char)) {
        if (char === '\n') this.line++
        this.#at++
      } else break
    }
    const char = text[this.#at] as string
    if (char === ';' || char === '{' || char === '}') {
      this.#at++
      return { special: char, text: char }
    }
    return { text: char === '"' || char === "'" ? this.#quoted(char) : this.#bare() }
  }

  #quoted(quote: string): string {
    const start = this.line
    this.#at++
    let word = ''
    for (;;) {
      const char = this.#text[this.#at++]
      if (char === undefined) {
        this.line = Math.max(start, this.line)
        this.#fail('unexpected end of file, expecting ";" or "}"')
      }
      if (char === quote) break
      if (char === '\n') this.line++
      word += char === '\\' ? this.#escaped() : char
    }
    const next = this.#text[this.#at]
    if (next !== undefined && !/[\s;{)]/.test(next)) this.#fail(`unexpected "${next}"`)
    return word
  }

  #bare(): string {
    let word = ''
    for (;;) {
      const char = this.#text[this.#at]
      if (char === undefined || /[\s;]/.test(char)) return word
      if (char === '{' && !word.endsWith('$')) return word
      this.#at++
      if (char === '{') {
        const end = this.#text.indexOf('}', this.#at)
        const name = end < 0 ? '' : this.#text.slice(this.#at, end + 1)
        this.#at += name.length
        word += char + name
      } else word += char === '\\' ? this.#escaped() : char
    }
  }

  /** A backslash before a quote or itself goes; t, r and n are what they are in C; any other stays. */
  #escaped(): string {
    const next = this.#text[this.#at]
    if (next === undefined) return '\\'
    this.#at++
    if (next === '\n') this.line++
    if (next === '"' || next === "'" || next === '\\') return next
    const control = { t: '\t', r: '\r', n: '\n' }[next]
    return control ?? `\\${next}`
  }
}
