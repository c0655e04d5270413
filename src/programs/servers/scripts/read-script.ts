import { RULES } from './rules.ts'
import { type LanguageName, type Rule, type Step, UNKNOWN } from './step.ts'

/** Scripts that are longer are programs, and not looked at; nor are statements. */
const MOST_CHARS = 20_000
const MOST_OF_STATEMENT = 2000
const MOST_DEPTH = 8

/** What a script does: up to the first thing that cannot be read off it. */
export function readScript(language: LanguageName, source: string): readonly Step[] {
  if (source.length > MOST_CHARS) return [UNKNOWN]
  const steps = language === 'python' ? new PythonReader(source).read() : blockOf(RULES[language], source, 0)
  const end = steps.findIndex(isUnknown)
  return end < 0 ? steps : steps.slice(0, end + 1)
}

function isUnknown(step: Step): boolean {
  if (step.kind === 'unknown') return true
  return (step.kind === 'repeat' || step.kind === 'every') && step.body.some(isUnknown)
}

/** A statement by itself; `false`: no rule knows it. */
function stepOf(rules: readonly Rule[], statement: string): Step | undefined | false {
  if (statement.length > MOST_OF_STATEMENT) return false
  for (const [pattern, step] of rules) {
    const match = pattern.exec(statement)
    if (match) return step(...match.slice(1).map((group) => group ?? ''))
  }
  return false
}

/** Languages with braces: statements end with semicolons or lines. */
function blockOf({ simple, blocks }: (typeof RULES)[LanguageName], source: string, depth: number): Step[] {
  if (depth > MOST_DEPTH) return [UNKNOWN]
  const steps: Step[] = []
  for (const statement of statementsOf(source)) {
    const open = statement.indexOf('{')
    const block = open < 0 ? undefined : blocks.find(([pattern]) => pattern.test(statement.slice(0, open)))
    if (block && open >= 0) {
      const close = statement.lastIndexOf('}')
      const body = blockOf({ simple, blocks }, statement.slice(open + 1, close), depth + 1)
      const step = block[1](body, statement.slice(0, open), statement.slice(close + 1))
      steps.push(step ?? UNKNOWN)
      continue
    }
    const step = stepOf(simple, statement)
    if (step === false) steps.push(UNKNOWN)
    else if (step) steps.push(step)
  }
  return steps
}

/** Cuts at semicolons and line ends that stand in no quotes and no brackets. */
function statementsOf(source: string): string[] {
  const statements: string[] = []
  let depth = 0
  let from = 0
  const end = (at: number): void => {
    const statement = source.slice(from, at).trim()
    if (statement !== '') statements.push(statement)
    from = at + 1
  }
  for (let i = 0; i < source.length; i++) {
    const char = source[i] as string
    if (char === "'" || char === '"' || char === '`') i = afterQuote(source, i)
    else if ('([{'.includes(char)) depth++
    else if (')]}'.includes(char)) {
      depth--
      if (char === '}' && depth === 0 && !/^\s*[,.)]/.test(source.slice(i + 1, i + 40))) {
        end(i + 1)
        from = i + 1
      }
    } else if (depth === 0 && (char === ';' || char === '\n')) end(i)
    else if (char === '#' || (char === '/' && source[i + 1] === '/')) {
      const line = source.indexOf('\n', i)
      if (depth === 0) end(i)
      i = line < 0 ? source.length : line
      if (depth === 0) from = i + 1
    }
  }
  end(source.length)
  return statements
}

/** The closing quote of the one at `open`. */
function afterQuote(source: string, open: number): number {
  for (let i = open + 1; i < source.length; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === source[open]) return i
  }
  return source.length
}

/** Python goes by lines and by how far they are indented. */
class PythonReader {
  readonly #lines: readonly { readonly indent: number; readonly text: string }[]
  #at = 0

  constructor(source: string) {
    this.#lines = source
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
      .map((line) => ({ indent: line.length - line.trimStart().length, text: line.trim() }))
  }

  read(): Step[] {
    return this.#block(this.#lines[0]?.indent ?? 0, 0)
  }

  #block(indent: number, depth: number): Step[] {
    const steps: Step[] = []
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]
      if (!line || line.indent < indent) break
      if (line.indent > indent || depth > MOST_DEPTH) return [...steps, UNKNOWN]
      this.#at++
      steps.push(...this.#statements(line.text, indent, depth))
    }
    return steps
  }

  #statements(text: string, indent: number, depth: number): Step[] {
    const steps: Step[] = []
    const parts = statementsOf(text)
    for (const [index, part] of parts.entries()) {
      const loop = /^(?:while\s+(?:True|1)|for\s+\w+\s+in\s+range\((\d+)\))\s*:(.*)$/.exec(part)
      if (loop) {
        // What follows on the same line belongs to the loop.
        const rest = [loop[2] ?? '', ...parts.slice(index + 1)].join(';').trim()
        const next = this.#lines[this.#at]
        const body =
          rest.replace(/;/g, '').trim() !== ''
            ? this.#statements(rest, indent, depth + 1)
            : this.#block(next && next.indent > indent ? next.indent : Number.POSITIVE_INFINITY, depth + 1)
        steps.push({ kind: 'repeat', times: loop[1] === undefined ? Number.POSITIVE_INFINITY : Number(loop[1]), body })
        return steps
      }
      const step = stepOf(RULES.python.simple, part)
      if (step === false) return [...steps, UNKNOWN]
      if (step) steps.push(step)
    }
    return steps
  }
}
