import { parse, type Command as ShellCommand, type Word, type WordPart } from 'unbash'

/** A simple command of a line of shell, as far as its text says what it is. */
export interface ShellWords {
  /** undefined: a word that is known only when it runs (`$NAME`, `$(…)`). */
  readonly words: readonly (string | undefined)[]
  /** What it reads on its standard input, where that stands beside it. */
  readonly hereDocument: string | undefined
}

export interface ShellLine {
  readonly commands: readonly ShellWords[]
  /** Why no shell would take it. */
  readonly mistake: string | undefined
}

/** No line of a person's is longer; the parser reads nested brackets again and again. */
const LONGEST = 100_000
const MOST_BRACKETS = 500

/** The simple commands in a line of shell, also those within loops, lists and substitutions. */
export function shellLine(text: string): ShellLine {
  if (text.length > LONGEST || (text.match(/[({]/g)?.length ?? 0) > MOST_BRACKETS) {
    return { commands: [], mistake: undefined }
  }
  const script = parse(text)
  const mistake = script.errors?.[0]?.message
  const found: ShellWords[] = []
  collect(script.commands, found)
  return { commands: found, mistake }
}

function collect(node: unknown, found: ShellWords[]): void {
  if (typeof node !== 'object' || node === null) return
  if (Array.isArray(node)) {
    for (const each of node) collect(each, found)
    return
  }
  if ('type' in node && node.type === 'Command') found.push(wordsOf(node as ShellCommand))
  for (const value of Object.values(node)) collect(value, found)
}

function wordsOf({ name, suffix, redirects }: ShellCommand): ShellWords {
  const words = [...(name ? [name] : []), ...suffix.flatMap((word) => (word.type === 'Word' ? [word] : []))]
  const document = [...suffix, ...(redirects ?? [])].find((each) => each.type === 'HereDoc')
  const body = document?.type === 'HereDoc' ? document.body : undefined
  return {
    words: words.map((word) => (isKnown(word) ? word.value : undefined)),
    hereDocument: body && !body.parts?.some((part) => part.type !== 'Literal') ? body.text : undefined,
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
