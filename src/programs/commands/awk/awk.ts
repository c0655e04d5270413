import type { Task } from '../../../engine/program-api/task.ts'
import { unixSeconds } from '../../calendar.ts'
import { exhaustMemory, holdAll, OutOfMemory } from '../../memory.ts'
import { BadOption, parseOptions } from '../../options.ts'
import { TextReader } from '../../streams.ts'
import { absolute, type Call, errorText, fail, print, type Tool } from '../../tool.ts'
import { openOperand } from '../cat.ts'
import { unescapeText } from '../escapes.ts'
import { payForMatching } from '../posix-regex.ts'
import { AwkMachine } from './machine.ts'
import { type Leave, parseProgram, type Rule, type Statement } from './statements.ts'
import { AwkError, tokensOf } from './tokens.ts'
import { FromOutside, isTrue, numberOf } from './value.ts'

export const awk: Tool = function* (call) {
  const options = parseOptions(call.args, '+F:v:f:', {})
  if (options instanceof BadOption) return yield* fail(call, options.message, 1)
  const operands = [...options.operands]
  const sources: string[] = []
  for (const name of options.values('f')) {
    const file = call.sys.files.read(absolute(call.sys.cwd, name))
    if (typeof file === 'string') return yield* fail(call, `can't open '${name}': ${errorText(file)}`)
    sources.push(file.text)
  }
  const program = sources.length > 0 ? sources.join('\n') : operands.shift()
  if (program === undefined) return yield* fail(call, 'usage: awk [OPTIONS] [AWK_PROGRAM] [FILE]...')
  const { sys } = call
  const machine = new AwkMachine(sys, () => unixSeconds(sys.now()))
  for (const text of options.values('v')) assign(machine, text)
  const separator = options.value('F')
  if (separator !== undefined) machine.set('FS', separator === 't' ? '\t' : unescapeText(separator, 'format').text)
  const environment = machine.table('ENVIRON')
  for (const [name, value] of sys.env) environment.set(name, new FromOutside(value))
  machine.set('ARGC', operands.length + 1)
  for (const [index, arg] of ['awk', ...operands].entries())
    machine.table('ARGV').set(String(index), new FromOutside(arg))
  try {
    const status = yield* run(call, machine, parseProgram(tokensOf(program)), operands)
    for (const [command, text] of machine.pipes) {
      const child = sys.spawn({ argv: ['sh', '-c', command], stdio: { stdin: new TextReader(text) } })
      if (typeof child !== 'string') yield* sys.wait(child)
    }
    return status
  } catch (error) {
    if (error instanceof OutOfMemory) yield* exhaustMemory(sys)
    else if (!(error instanceof AwkError)) throw error
    yield* flush(call, machine)
    return yield* fail(call, error.message, error.message.startsWith('not supported') ? 2 : 1)
  }
}

/** NAME=VALUE of -v, or between the files. */
function assign(machine: AwkMachine, text: string): boolean {
  const [, name, value = ''] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(text) ?? []
  if (name === undefined) return false
  machine.set(name, new FromOutside(unescapeText(value, 'format').text))
  return true
}

function* run(call: Call, machine: AwkMachine, rules: readonly Rule[], operands: readonly string[]): Task<number> {
  let status = 0
  const actions = (when: 'BEGIN' | 'END'): Statement[] =>
    rules.filter((rule) => rule.when === when).map(({ action }) => action)
  const main = rules.filter(({ when }) => typeof when !== 'string')
  let exit: Leave | undefined
  for (const action of actions('BEGIN')) exit ??= yield* perform(call, machine, action)
  if (!exit && (main.length > 0 || actions('END').length > 0)) {
    const open = new Set<Rule>()
    const files = operands.filter((operand) => !/^[A-Za-z_]\w*=/.test(operand))
    for (const operand of files.length > 0 ? operands : [...operands, '-']) {
      if (exit || assign(machine, operand)) continue
      const input = openOperand(call, operand)
      if (typeof input === 'string') {
        status = yield* fail(call, `${operand}: ${errorText(input)}`, 2)
        continue
      }
      machine.set('FILENAME', operand === '-' ? '' : operand)
      machine.set('FNR', 0)
      const separator = machine.text('RS')
      const reader = separator === '\n' ? input : new TextReader(asLines(yield* holdAll(call.sys, input), separator))
      for (let line = yield* reader.readLine(); line !== undefined && !exit; ) {
        machine.record = separator === '\n' ? line : line.replaceAll(INSIDE, '\n')
        machine.set('NR', numberOf(machine.get('NR')) + 1)
        machine.set('FNR', numberOf(machine.get('FNR')) + 1)
        exit = yield* record(call, machine, main, open)
        const written = yield* flush(call, machine)
        if (written !== 0) return written
        if (!exit) line = yield* reader.readLine()
      }
    }
  }
  const endStatus = exit?.kind === 'exit' && exit.value
  for (const action of actions('END')) {
    const left = yield* perform(call, machine, action)
    if (left?.kind === 'exit') return (yield* flush(call, machine)) || numberOf(left.value) & 255
  }
  const written = yield* flush(call, machine)
  return written || (endStatus === false || endStatus === undefined ? status : numberOf(endStatus) & 255)
}

/** A newline inside of a record that does not end at one. */
const INSIDE = '\u0000'

/** Records with another end than a newline, each as one line. An empty RS means paragraphs. */
function asLines(text: string, separator: string): string {
  const records = separator === '' ? text.split(/\n\n+/) : text.split(separator[0] as string)
  if (/^\n?$/.test(records.at(-1) ?? '')) records.pop()
  return records
    .map((each) => `${each.replace(/^\n+|\n$/g, separator === '' ? '' : '$&').replaceAll('\n', INSIDE)}\n`)
    .join('')
}

/** The rules for one record. The value: the program wants to end. */
function* record(call: Call, machine: AwkMachine, rules: readonly Rule[], open: Set<Rule>): Task<Leave | undefined> {
  for (const rule of rules) {
    if (typeof rule.when === 'string') continue
    const [first, last] = rule.when
    if (last) {
      // From a record that the first pattern matches to one that the last does.
      if (!open.has(rule) && !(first && isTrue(first(machine)))) continue
      if (isTrue(last(machine))) open.delete(rule)
      else open.add(rule)
    } else if (first && !isTrue(first(machine))) continue
    const left = yield* perform(call, machine, rule.action)
    if (left?.kind === 'next') return undefined
    if (left) return left
  }
  return undefined
}

/** Runs a statement, and pays for its steps on the way. */
function* perform(call: Call, machine: AwkMachine, statement: Statement): Task<Leave | undefined> {
  const running = statement(machine)
  for (;;) {
    const { done, value } = running.next()
    yield* payForMatching(machine.effort, machine.work)
    if (done) return value
    machine.steps = 0
    yield* machine.effort.pay()
    yield* flush(call, machine)
  }
}

function* flush(call: Call, machine: AwkMachine): Task<number> {
  const { output } = machine
  machine.output = ''
  for (const [name, file] of machine.files) {
    if (file.text === '' && file.append) continue
    if (name === '/dev/stderr') yield* call.stderr.write(file.text)
    else {
      const error = call.sys.files.write(absolute(call.sys.cwd, name), file.text, file.append ? 'append' : 'replace')
      if (error) throw new AwkError(`can't redirect to '${name}' (${errorText(error)})`)
    }
    machine.files.set(name, { text: '', append: true })
  }
  return yield* print(call, output)
}
