import type { Dialect } from './dialect.ts'
import type { Parsed } from './parse.ts'

/** What bash's grammar has and the others' has not; the parser takes all of it. */
const SUSPECT = /<<<|=\(|\bfor\s*\(\(|\bselect\b|;&|\|&|[<>]\(|\bfunction\b|![ \t\\\n]+!/

type Token =
  | { readonly unexpected: string; readonly quoted: boolean }
  /** A message of its own. */
  | { readonly bad: string }

interface Refused {
  readonly position: number
  readonly token: Token
}

const known = new WeakMap<Parsed, Map<Dialect, Parsed>>()

/** The same text as a shell that is not bash reads it: up to the line of the first thing that it does not know. */
export function withoutBashisms(source: string, parsed: Parsed, dialect: Dialect): Parsed {
  if (dialect === 'bash' || !SUSPECT.test(source)) return parsed
  const before = known.get(parsed)?.get(dialect)
  if (before) return before
  const found: Refused[] = []
  for (const statement of parsed.statements) collect(statement, source, dialect, found)
  const [first] = found.sort((a, b) => a.position - b.position)
  const result = first ? cut(source, parsed, first, dialect) : parsed
  const results = known.get(parsed) ?? new Map<Dialect, Parsed>()
  known.set(parsed, results.set(dialect, result))
  return result
}

function cut(source: string, parsed: Parsed, { position, token }: Refused, dialect: Dialect): Parsed {
  const failing = parsed.statements.find(({ pos, end }) => pos <= position && position < end)
  const start = failing?.pos ?? position
  const lineStart = start === 0 ? 0 : source.lastIndexOf('\n', start - 1) + 1
  return {
    statements: parsed.statements.filter(({ end }) => end <= lineStart),
    error: { message: messageOf(token, dialect), position, unfinished: false, said: true },
  }
}

function messageOf(token: Token, dialect: Dialect): string {
  if ('bad' in token) return dialect === 'ash' ? `syntax error: ${token.bad}` : `Syntax error: B${token.bad.slice(1)}`
  const what = token.quoted ? `"${token.unexpected}"` : token.unexpected
  return dialect === 'ash' ? `syntax error: unexpected ${what}` : `Syntax error: ${what} unexpected`
}

interface Node {
  readonly type?: string
  readonly pos?: number
  readonly operators?: readonly string[]
  readonly prefixes?: readonly Node[]
  readonly terminator?: string
}

function collect(node: Node, source: string, dialect: Dialect, found: Refused[]): void {
  const token = refusedToken(node, source, dialect)
  if (token) found.push({ position: node.pos ?? 0, token })
  for (const key in node) {
    const value: unknown = node[key as keyof Node]
    if (typeof value !== 'object' || value === null) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null) collect(child as Node, source, dialect, found)
    }
  }
}

function refusedToken(node: Node, source: string, dialect: Dialect): Token | undefined {
  switch (node.type) {
    case 'HereString':
      return { unexpected: 'redirection', quoted: false }
    case 'ArrayValue':
      return { unexpected: '(', quoted: true }
    case 'ArithmeticFor':
      return { bad: 'bad for loop variable' }
    case 'Select':
      return { unexpected: 'do', quoted: true }
    case 'Pipeline':
      if ((node.prefixes?.filter(({ type }) => type === 'Negation').length ?? 0) > 1)
        return { unexpected: '!', quoted: true }
      return node.operators?.includes('|&') ? { unexpected: '&', quoted: true } : undefined
    case 'CaseItem':
      return node.terminator?.endsWith('&') ? { unexpected: '&', quoted: true } : undefined
    case 'ProcessSubstitution':
      return dialect === 'dash' ? { unexpected: '(', quoted: true } : undefined
    case 'Function':
      // dash takes `function` for a command, and meets the brace that ends it.
      return dialect === 'dash' && source.startsWith('function', node.pos)
        ? { unexpected: '}', quoted: true }
        : undefined
    default:
      return undefined
  }
}
