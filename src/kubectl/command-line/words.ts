import { parse, type Redirected, type Command as ShellCommand, type Word, type WordPart } from 'unbash'

/** A simple command of a line of shell, as far as its text says what it is. */
export interface ShellWords {
  /** undefined: a word that is known only when it runs (`$NAME`, `$(…)`). */
  readonly words: readonly (string | undefined)[]
  /** What it reads on its standard input, where that stands beside it. */
  readonly hereDocument: string | undefined
  /** Files that the shell opens for it; undefined: one whose name is known only when it runs. */
  readonly reads: readonly (string | undefined)[]
  readonly writes: readonly (string | undefined)[]
  /** Variables that stand before it, or alone. */
  readonly assigns: readonly string[]
  /** It stands within `$(…)`: its output is a word. */
  readonly substituted: boolean
}

export interface ShellLine {
  readonly commands: readonly ShellWords[]
  /** Why no shell would take it. */
  readonly mistake: string | undefined
  /** What is missing is at its end: a shell would wait for the rest of it. */
  readonly unfinished: boolean
}

/** No line of a person's is longer; the parser reads nested brackets again and again. */
const LONGEST = 100_000
const MOST_BRACKETS = 500

/** The simple commands in a line of shell, also those within loops, lists and substitutions. */
export function shellLine(text: string): ShellLine {
  if (text.length > LONGEST || (text.match(/[({]/g)?.length ?? 0) > MOST_BRACKETS) {
    return { commands: [], mistake: undefined, unfinished: false }
  }
  const script = parse(text)
  const mistake = script.errors?.[0]?.message
  const found: ShellWords[] = []
  collect(script.commands, found)
  return { commands: found, mistake, unfinished: isUnfinished(text, script) }
}

function isUnfinished(text: string, { errors, commands }: ReturnType<typeof parse>): boolean {
  if (text.endsWith('\\')) return true
  const [error] = errors ?? []
  if (error) return /^unterminated|^expected/.test(error.message) && !error.message.includes('token')
  return hasOpenDocument(commands)
}

function hasOpenDocument(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (Array.isArray(node)) return node.some(hasOpenDocument)
  if ('type' in node && node.type === 'HereDoc' && 'closing' in node && node.closing === undefined) return true
  return Object.values(node).some(hasOpenDocument)
}

function collect(node: unknown, found: ShellWords[], substituted = false): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found, substituted)
    return
  }
  if ('type' in node && node.type === 'Command') found.push({ ...wordsOf(node as ShellCommand), substituted })
  // A loop's own: what is within it writes there.
  if ('type' in node && node.type === 'Redirected') {
    const { redirects } = node as Redirected
    found.push({ ...wordsOf({ name: undefined, prefix: [], suffix: [], redirects }), substituted })
  }
  const within = substituted || ('script' in node && 'type' in node)
  const values = new Set([...Object.values(node), ...LAZY.map((name) => (node as Lazy)[name])])
  for (const value of values) collect(value, found, within)
}

/** What the parser reads only when it is asked for: the parts of words, and what stands in substitutions. */
const LAZY = ['value', 'parts', 'script', 'expression'] as const
type Lazy = Readonly<Partial<Record<(typeof LAZY)[number], unknown>>>

type Simple = Pick<ShellCommand, 'name' | 'prefix' | 'suffix' | 'redirects'>

function wordsOf({ name, prefix, suffix, redirects }: Simple): Omit<ShellWords, 'substituted'> {
  const words = [...(name ? [name] : []), ...suffix.flatMap((word) => (word.type === 'Word' ? [word] : []))]
  const redirections = [...(redirects ?? [])].flatMap((each) => (each.type === 'Redirect' && each.target ? [each] : []))
  const opened = (operators: RegExp) =>
    redirections.flatMap(({ operator, target }) =>
      target && operators.test(operator) ? [isKnown(target) ? target.value : undefined] : [],
    )
  const document = [...suffix, ...(redirects ?? [])].find((each) => each.type === 'HereDoc')
  const body = document?.type === 'HereDoc' ? document.body : undefined
  return {
    words: words.map((word) => (isKnown(word) ? word.value : undefined)),
    hereDocument: body && !body.parts?.some((part) => part.type !== 'Literal') ? body.text : undefined,
    reads: opened(/^<$|^<>$/),
    writes: opened(/^(?:>|>>|>\||&>|&>>|<>)$/),
    assigns: [...prefix, ...suffix].flatMap((each) => (each.type === 'Assignment' ? [each.name] : [])),
  }
}

function isKnown({ parts }: Word): boolean {
  return (parts ?? []).every(isKnownPart)
}

/** A pattern that no file's name fits stands for itself. */
function isKnownPart(part: WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
    case 'Glob':
      return true
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every(({ type }) => type === 'Literal')
    default:
      return false
  }
}
