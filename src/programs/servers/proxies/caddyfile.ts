/** A site of a Caddyfile: where it listens, and what it does. */
export interface Site {
  readonly address: string
  readonly directives: readonly CaddyDirective[]
}

export interface CaddyDirective {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly CaddyDirective[]
  readonly line: number
}

export interface Caddyfile {
  readonly global: readonly CaddyDirective[]
  readonly sites: readonly Site[]
}

/** Why it does not start. */
export class CaddyProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** The directives of caddy's standard modules. */
// caddy: caddyconfig/httpcaddyfile/directives.go defaultDirectiveOrder (2.9)
const KNOWN = new Set(
  `tracing map vars fs root log_append skip_log log_skip log_name header copy_response_headers request_body redir method
  rewrite uri try_files basicauth basic_auth forward_auth request_header encode push intercept templates invoke handle
  handle_path route abort error copy_response respond metrics reverse_proxy php_fastcgi file_server acme_server bind tls
  log handle_errors import`.split(/\s+/),
)

interface Token {
  readonly text: string
  readonly line: number
  /** First on its line. */
  readonly first: boolean
  readonly quoted: boolean
}

const MOST_TOKENS = 50_000

export function readCaddyfile(text: string, path: string, env: ReadonlyMap<string, string>): Caddyfile {
  const filled = text.replace(
    /\{\$([A-Za-z_]\w*)(?::([^}]*))?\}/g,
    (_, name: string, standard = '') => env.get(name) ?? standard,
  )
  const tokens = tokensOf(filled)
  const reader = new Blocks(tokens, path)
  const global: CaddyDirective[] = []
  const sites: Site[] = []
  if (tokens[0]?.text === '{') {
    reader.at = 1
    global.push(...reader.block())
  }
  while (reader.at < tokens.length) {
    const addresses: string[] = []
    let token = tokens[reader.at]
    while (token && token.text !== '{') {
      if (addresses.length > 0 && token.first && !tokens[reader.at - 1]?.text.endsWith(',')) break
      addresses.push(token.text)
      token = tokens[++reader.at]
    }
    const named = addresses.map((address) => address.replace(/,$/, '')).filter((address) => address !== '')
    let directives: CaddyDirective[]
    if (token?.text === '{') {
      reader.at++
      directives = reader.block()
    } else directives = reader.rest()
    if (named.some((address) => /^\(.*\)$/.test(address))) continue
    for (const directive of directives) check(directive, path)
    for (const address of named) sites.push({ address, directives })
  }
  return { global, sites }
}

function check({ name, line }: CaddyDirective, path: string): void {
  if (KNOWN.has(name) || name.startsWith('@')) return
  throw new CaddyProblem(`adapting config using caddyfile: ${path}:${line}: unrecognized directive: ${name}`)
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const [index, line] of text.split('\n').entries()) {
    let first = true
    for (const [, quoted, raw, bare] of line.matchAll(
      /"((?:[^"\\]|\\.)*)"|`([^`]*)`|((?:\{[^\s{}]+\}|[^\s"`#]|(?<=\S)#)+)|#.*$/g,
    )) {
      const word = quoted?.replace(/\\(.)/g, '$1') ?? raw ?? bare
      if (word === undefined) continue
      tokens.push({ text: word, line: index + 1, first, quoted: bare === undefined })
      first = false
      if (tokens.length > MOST_TOKENS) throw new CaddyProblem('not simulated: so long a Caddyfile')
    }
  }
  return tokens
}

class Blocks {
  at = 0
  readonly #tokens: readonly Token[]
  readonly #path: string

  constructor(tokens: readonly Token[], path: string) {
    this.#tokens = tokens
    this.#path = path
  }

  /** After its `{`, through its `}`. */
  block(depth = 0): CaddyDirective[] {
    const list: CaddyDirective[] = []
    for (;;) {
      const token = this.#tokens[this.at]
      if (!token || depth > 100) {
        throw new CaddyProblem(
          `adapting config using caddyfile: ${this.#path}:${this.#tokens.at(-1)?.line ?? 1}: unexpected EOF`,
        )
      }
      if (token.text === '}' && !token.quoted) {
        this.at++
        return list
      }
      list.push(this.#directive(depth))
    }
  }

  /** A file of one site may leave the braces out. */
  rest(): CaddyDirective[] {
    const list: CaddyDirective[] = []
    while (this.at < this.#tokens.length) list.push(this.#directive(0))
    return list
  }

  #directive(depth: number): CaddyDirective {
    const { text: name, line } = this.#tokens[this.at++] as Token
    const args: string[] = []
    for (;;) {
      const token = this.#tokens[this.at]
      if (!token || token.first || (token.text === '}' && !token.quoted)) return { name, args, block: [], line }
      this.at++
      if (token.text === '{' && !token.quoted) return { name, args, block: this.block(depth + 1), line }
      args.push(token.text)
    }
  }
}
