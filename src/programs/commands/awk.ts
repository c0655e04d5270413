import { BadOption, parseOptions } from '../options.ts'
import { fail, print, type Tool } from '../tool.ts'
import { unescapeText } from './escapes.ts'
import { allLines } from './lines.ts'
import { toRegExp } from './posix-regex.ts'

interface Row {
  readonly line: string
  readonly fields: readonly string[]
  readonly number: number
}

interface Rule {
  readonly when: 'BEGIN' | 'END' | ((row: Row) => boolean)
  /** Each prints its parts with a blank between; a part is a list of things set side by side. */
  readonly prints: readonly (readonly (readonly Value[])[])[]
}

type Value = (row: Row) => string

/** The awk of one-liners: patterns and print. What it does not know it refuses, rather than doing something else. */
export const awk: Tool = function* (call) {
  const options = parseOptions(call.args, '+F:v:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message, 2)
  const [program, ...names] = options.operands
  const variables = new Map(options.values('v').map((text) => text.split(/=(.*)/s).slice(0, 2) as [string, string]))
  const rules = program === undefined ? undefined : parseProgram(program, variables)
  if (!rules) return yield* fail(call, `not supported here: ${program ?? ''}`, 2)
  const separator = options.value('F')
  const needsInput = rules.some(({ when }) => when !== 'BEGIN')
  const { lines, status } = needsInput ? yield* allLines(call, names) : { lines: [], status: 0 }
  const rows = lines.map((line, i) => ({ line, fields: fieldsOf(line, separator), number: i + 1 }))
  const none: Row = { line: '', fields: [], number: rows.length }
  let output = ''
  const run = (rule: Rule, row: Row): void => {
    for (const parts of rule.prints)
      output += `${parts.map((part) => part.map((value) => value(row)).join('')).join(' ')}\n`
  }
  for (const rule of rules) if (rule.when === 'BEGIN') run(rule, none)
  for (const row of rows)
    for (const rule of rules) if (typeof rule.when === 'function' && rule.when(row)) run(rule, row)
  for (const rule of rules) if (rule.when === 'END') run(rule, rows.at(-1) ?? none)
  return (yield* print(call, output)) || status
}

function fieldsOf(line: string, separator: string | undefined): readonly string[] {
  if (separator === undefined || separator === ' ') return line.split(/\s+/).filter((field) => field !== '')
  const text = unescapeText(separator, 'format').text
  if (text.length === 1) return line.split(text)
  const regex = toRegExp(text, 'extended', '')
  return regex ? line.split(regex) : [line]
}

function parseProgram(program: string, variables: ReadonlyMap<string, string>): readonly Rule[] | undefined {
  const rules: Rule[] = []
  let rest = program.trim()
  while (rest !== '') {
    const match = /^((?:\/(?:\\.|[^/])*\/|"[^"]*"|[^{}"/])*)(?:\{([^{}]*)\})?\s*;?\s*/.exec(rest)
    if (!match || match[0] === '') return undefined
    rest = rest.slice(match[0].length)
    const when = patternOf((match[1] as string).trim(), variables)
    const prints = printsOf(match[2] ?? 'print', variables)
    if (when === undefined || prints === undefined) return undefined
    rules.push({ when, prints })
  }
  return rules
}

function patternOf(text: string, variables: ReadonlyMap<string, string>): Rule['when'] | undefined {
  if (text === '') return () => true
  if (text === 'BEGIN' || text === 'END') return text
  const regex = /^(!?)\/(.*)\/$/.exec(text)
  if (regex) {
    const compiled = toRegExp(regex[2] as string, 'extended', '')
    return compiled && ((row) => compiled.test(row.line) === (regex[1] === ''))
  }
  const comparison = /^(.+?)\s*(==|!=|>=|<=|>|<|~)\s*(.+)$/.exec(text)
  if (!comparison) return undefined
  const [, leftText = '', operator, rightText = ''] = comparison
  const left = valuesOf(leftText, variables)
  if (operator === '~') {
    const compiled = toRegExp(rightText.replace(/^\/|\/$/g, ''), 'extended', '')
    return left && compiled && ((row) => compiled.test(left.map((value) => value(row)).join('')))
  }
  const right = valuesOf(rightText, variables)
  if (!left || !right) return undefined
  return (row) => {
    const [a, b] = [left, right].map((values) => values.map((value) => value(row)).join('')) as [string, string]
    const numeric = a !== '' && b !== '' && Number.isFinite(Number(a)) && Number.isFinite(Number(b))
    const order = numeric ? Number(a) - Number(b) : a < b ? -1 : a > b ? 1 : 0
    switch (operator) {
      case '==':
        return order === 0
      case '!=':
        return order !== 0
      case '>=':
        return order >= 0
      case '<=':
        return order <= 0
      default:
        return operator === '>' ? order > 0 : order < 0
    }
  }
}

function printsOf(action: string, variables: ReadonlyMap<string, string>): Rule['prints'] | undefined {
  const prints: (readonly (readonly Value[])[])[] = []
  for (const statement of action.split(';').map((each) => each.trim())) {
    if (statement === '') continue
    const match = /^print\b\s*(.*)$/s.exec(statement)
    if (!match) return undefined
    const parts: (readonly Value[])[] = []
    for (const text of (match[1] || '$0').split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
      const values = valuesOf(text.trim(), variables)
      if (!values) return undefined
      parts.push(values)
    }
    prints.push(parts)
  }
  return prints
}

/** Fields, NR, NF, texts and numbers set side by side. */
function valuesOf(text: string, variables: ReadonlyMap<string, string>): readonly Value[] | undefined {
  const values: Value[] = []
  const token = /\s*(?:"((?:\\.|[^"\\])*)"|\$(\d+)|\$(NF)|(NR|NF)|(\d+(?:\.\d+)?)|([A-Za-z_]\w*))/y
  while (token.lastIndex < text.length) {
    const match = token.exec(text)
    if (!match) return undefined
    const [, literal, field, last, counter, number, name] = match
    if (literal !== undefined) values.push(() => unescapeText(literal, 'format').text)
    else if (field !== undefined)
      values.push((row) => (field === '0' ? row.line : (row.fields[Number(field) - 1] ?? '')))
    else if (last !== undefined) values.push((row) => row.fields.at(-1) ?? '')
    else if (counter !== undefined) values.push((row) => String(counter === 'NR' ? row.number : row.fields.length))
    else values.push(() => number ?? variables.get(name as string) ?? '')
  }
  return values
}
