import type { Task } from '../../../engine/program-api/task.ts'
import { work } from '../../effort.ts'
import { holdAll } from '../../memory.ts'
import { absolute, type Call, errorText, fail, print, type Tool } from '../../tool.ts'
import { run } from './evaluate.ts'
import type { Context } from './evaluator.ts'
import { JqError, JqNotSimulated } from './failure.ts'
import { isKnown } from './functions.ts'
import { type Json, jsonText, type Layout, objectOf, truthy } from './json.ts'
import { parseJson } from './read-json.ts'
import { type Filter, JqSyntax, parseJq } from './syntax.ts'

/** Whatever a program does beyond this many steps is not waited for. */
const MOST_STEPS = 500_000

interface Options {
  readonly flags: Set<string>
  readonly variables: Map<string, Json>
  readonly named: [string, Json][]
  indent: number | undefined
  program: string | undefined
  readonly files: string[]
  readonly positional: Json[]
}

const LONG: Readonly<Record<string, string>> = {
  'raw-output': 'r',
  'compact-output': 'c',
  'exit-status': 'e',
  'null-input': 'n',
  slurp: 's',
  'raw-input': 'R',
  'join-output': 'j',
  'sort-keys': 'S',
  tab: 't',
  'monochrome-output': 'M',
  'color-output': 'C',
  'ascii-output': 'a',
  unbuffered: 'u',
  version: 'V',
}

/** jq 1.7: filters on JSON. What of its language is not here says so. */
export const jq: Tool = function* (call) {
  const options = readOptions(call)
  if (typeof options === 'string') {
    yield* call.stderr.write(
      `jq: error: ${options}\nUse jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://jqlang.github.io/jq\n`,
    )
    return 2
  }
  const { flags } = options
  if (flags.has('V')) return yield* print(call, 'jq-1.7.1\n')
  let filter: Filter
  try {
    filter = parseJq(options.program ?? '.')
    checkCalls(filter)
  } catch (error) {
    if (!(error instanceof JqSyntax)) throw error
    if (error.message.startsWith('not simulated')) return yield* fail(call, error.message, 3)
    yield* call.stderr.write(
      `jq: error: ${error.message} at <top-level>, line 1:\n${options.program ?? ''}\njq: 1 compile error\n`,
    )
    return 3
  }
  const inputs = yield* inputsOf(call, options)
  if (typeof inputs === 'number') return inputs
  return yield* filtered(call, filter, options, inputs)
}

interface Inputs {
  readonly values: readonly Json[]
  /** How far it was read when something goes wrong. */
  readonly place: string
  /** Why there are no more: what jq says of a text that is no JSON. */
  readonly problem?: string
  readonly status: number
}

function* filtered(call: Call, filter: Filter, options: Options, inputs: Inputs): Task<number> {
  const { flags } = options
  const layout: Layout = {
    ...(flags.has('c') ? {} : { indent: flags.has('t') ? '\t' : ' '.repeat(options.indent ?? 2) }),
    ...(flags.has('S') ? { sortKeys: true } : {}),
  }
  const raw = flags.has('r') || flags.has('j')
  let steps = 0
  const context: Context = {
    variables: variablesOf(call, options),
    depth: 0,
    spend: (count = 1) => {
      steps += count
      if (steps > MOST_STEPS) throw new JqNotSimulated(`more than ${MOST_STEPS} steps`)
    },
  }
  let status = inputs.status
  let last: Json | undefined
  for (const value of inputs.values) {
    try {
      for (const { value: made } of run(filter, { value }, context)) {
        last = made
        const text = raw && typeof made === 'string' ? made : jsonText(made, layout)
        context.spend(text.length / 100)
        const written = yield* print(call, flags.has('j') ? text : `${text}\n`)
        if (written !== 0) return written
      }
    } catch (error) {
      if (error instanceof JqNotSimulated) return yield* fail(call, `not simulated: ${error.message}`, 5)
      if (!(error instanceof JqError)) throw error
      yield* call.stderr.write(
        `jq: error (at ${inputs.place}): ${error.message}
`,
      )
      status = 5
    }
    call.sys.work('step', steps / 4)
    yield* work(call.sys, Math.ceil(steps / 10))
  }
  if (inputs.problem !== undefined) {
    yield* call.stderr.write(`jq: ${inputs.problem}\n`)
    return 2
  }
  if (status !== 0 || !flags.has('e')) return status
  return last === undefined ? 4 : truthy(last) ? 0 : 1
}

function readOptions({ args, sys }: Call): Options | string {
  const options: Options = {
    flags: new Set(),
    variables: new Map(),
    named: [],
    indent: undefined,
    program: undefined,
    files: [],
    positional: [],
  }
  let rest: 'files' | 'args' | 'jsonargs' = 'files'
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (!/^-./.test(arg)) {
      if (options.program === undefined) options.program = arg
      else if (rest === 'files') options.files.push(arg)
      else options.positional.push(rest === 'args' ? arg : (parseJson(arg).values[0] ?? null))
      continue
    }
    if (arg === '--args' || arg === '--jsonargs') rest = arg === '--args' ? 'args' : 'jsonargs'
    else if (arg === '--indent') options.indent = Math.min(7, Math.max(0, Number(args[++i]) || 0))
    else if (arg === '--arg' || arg === '--argjson' || arg === '--slurpfile' || arg === '--rawfile') {
      const [name, given] = [args[++i], args[++i]]
      if (name === undefined || given === undefined)
        return `${arg} takes two parameters (e.g. ${arg} varname ${arg === '--arg' ? 'value' : 'text'})`
      const file = arg.endsWith('file') ? sys.files.read(absolute(sys.cwd, given)) : undefined
      if (typeof file === 'string')
        return `Bad JSON in --${arg.slice(2)} ${name} ${given}: Could not open ${given}: ${errorText(file)}`
      const read =
        arg === '--argjson' ? parseJson(given) : arg === '--slurpfile' ? parseJson(file?.text ?? '') : undefined
      if (read?.problem !== undefined) return `Invalid JSON text passed to --argjson`
      const value =
        arg === '--arg'
          ? given
          : arg === '--rawfile'
            ? (file?.text ?? '')
            : arg === '--argjson'
              ? (read?.values[0] ?? null)
              : [...(read?.values ?? [])]
      options.variables.set(name, value)
      options.named.push([name, value])
    } else if (arg === '-f' || arg === '--from-file') {
      const file = sys.files.read(absolute(sys.cwd, args[++i] ?? ''))
      if (typeof file === 'string') return `Could not open ${args[i]}: ${errorText(file)}`
      if (options.program !== undefined) options.files.unshift(options.program)
      options.program = file.text
    } else if (arg.startsWith('--')) {
      const letter = Object.hasOwn(LONG, arg.slice(2)) ? LONG[arg.slice(2)] : undefined
      if (letter === undefined) return `Unknown option: ${arg}`
      options.flags.add(letter)
    } else {
      for (const letter of arg.slice(1)) {
        if (!'rcensRjSMCaVh'.includes(letter)) return `Unknown option: ${arg}`
        options.flags.add(letter)
      }
    }
  }
  return options
}

function variablesOf({ sys }: Call, options: Options): ReadonlyMap<string, Json> {
  return new Map<string, Json>([
    ['ENV', objectOf(sys.env)],
    ['__now__', Math.floor(sys.now() / 1000)],
    ['__prog_args', options.positional],
    ['ARGS', { positional: options.positional, named: objectOf(options.named) }],
    ...options.variables,
  ])
}

function* inputsOf(call: Call, { flags, files }: Options): Task<Inputs | number> {
  const texts: string[] = []
  let status = 0
  if (flags.has('n')) return { values: [null], place: '<unknown>', status }
  if (files.length === 0) texts.push(yield* holdAll(call.sys, call.stdin))
  for (const path of files) {
    const file = call.sys.files.read(absolute(call.sys.cwd, path))
    if (typeof file === 'string') status = yield* fail(call, `error: Could not open ${path}: ${errorText(file)}`, 2)
    else texts.push(file.text)
  }
  const text = texts.join('')
  const place = `${files.at(-1) ?? '<stdin>'}:${text.split('\n').length - 1}`
  if (flags.has('R')) {
    const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n')
    return { values: flags.has('s') ? [text] : lines, place, status }
  }
  const { values, problem } = parseJson(text)
  const all = flags.has('s') && problem === undefined ? [[...values]] : values
  return { values: all, place, ...(problem === undefined ? {} : { problem }), status }
}

/** A function that is not there is found before anything is done. */
function checkCalls(filter: Filter): void {
  if (filter.kind === 'call' && !isKnown(filter.name, filter.args.length)) {
    throw new JqSyntax(
      JQS_OWN.has(filter.name)
        ? `not simulated: the function ${filter.name}`
        : `${filter.name}/${filter.args.length} is not defined`,
    )
  }
  for (const part of Object.values(filter)) {
    for (const each of Array.isArray(part) ? part.flat() : [part]) {
      if (typeof each === 'object' && each !== null && 'kind' in each) checkCalls(each as Filter)
    }
  }
}

/** What jq 1.7 has and this has not. */
const JQS_OWN = new Set(
  `input inputs debug stderr input_filename splits match scan todate fromdate date strftime strptime mktime gmtime localtime
  strflocaltime setpath leaf_paths while repeat walk halt_error combinations builtins log log2 log10 exp exp2 exp10 pow
  tostream fromstream truncate_stream bsearch indices rindex pick toarray IN INDEX skip trimstr`.split(/\s+/),
)
