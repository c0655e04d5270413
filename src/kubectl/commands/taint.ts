import { isQualifiedName, isValidLabelValue } from '../../manifest/object/name.ts'
import type { Node, Taint } from '../../manifest/object/node.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, fieldManager, PRINT_FLAGS, SELECTOR_FLAG, VALIDATE_FLAG } from '../command-line/global-flags.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { refsOf } from './refs.ts'
import { warnOf } from './warn.ts'

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']

// kubectl: pkg/cmd/taint/taint.go, utils.go (v1.36)
export const taint: Command = {
  name: 'taint',
  usage: 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]',
  flags: flagSet(
    '--all bool; --overwrite bool',
    `${DRY_RUN_FLAG}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}; ${VALIDATE_FLAG}`,
    fieldManager('kubectl-taint'),
  ),
  complete: 'nodes',
  resources: (given) => wordsOf(given).resources,
  check,
  *run(call) {
    const { given } = call
    const { resources, add, remove } = wordsOf(given)
    const selection = { all: given.bool('all'), selector: given.text('selector') }
    const failures: CommandFailure[] = []
    for (const { ref } of yield* refsOf({ ...call, given: given.withArgs(resources) }, selection)) {
      const failure = yield* taintOne(call, ref, add, remove)
      if (failure !== undefined) failures.push(failure)
    }
    if (failures.length > 0) throw new CommandError(failures)
    return 0
  },
}

/** Without an effect: whatever its effect. */
interface Removal {
  readonly key: string
  readonly effect?: string
}

interface Words {
  readonly resources: readonly string[]
  readonly add: readonly Taint[]
  readonly remove: readonly Removal[]
  readonly problem?: string
  /** The problem ends with where to look further. */
  readonly usage?: boolean
}

function wordsOf(given: Given): Words {
  const isTaint = (word: string): boolean => /[=:]/.test(word) || word.endsWith('-')
  const first = given.args.findIndex(isTaint)
  const resources = first < 0 ? given.args : given.args.slice(0, first)
  const add: Taint[] = []
  const remove: Removal[] = []
  const seen = new Set<string>()
  for (const word of first < 0 ? [] : given.args.slice(first)) {
    if (!isTaint(word)) {
      return { resources, add, remove, problem: `all resources must be specified before taint changes: ${word}` }
    }
    const removes = word.endsWith('-')
    const read = readTaint(removes ? word.slice(0, -1) : word)
    if (typeof read === 'string') return { resources, add, remove, problem: read, usage: true }
    const { key, value, effect } = read
    if (removes) remove.push({ key, ...(effect === undefined ? {} : { effect }) })
    else if (effect === undefined)
      return { resources, add, remove, problem: `invalid taint spec: ${word}`, usage: true }
    else {
      if (seen.has(`${key}:${effect}`)) {
        const problem = `duplicated taints with the same key and effect: {${key} ${value ?? ''} ${effect} <nil>}`
        return { resources, add, remove, problem, usage: true }
      }
      seen.add(`${key}:${effect}`)
      add.push({ key, ...(value === undefined ? {} : { value }), effect })
    }
  }
  return { resources, add, remove }
}

// kubernetes: pkg/util/taints/taints.go parseTaint (v1.36), as kubectl has it
function readTaint(spec: string): { key: string; value?: string; effect?: string } | string {
  const [pair = '', effect, ...rest] = spec.split(':')
  const [key = '', value, ...others] = pair.split('=')
  if (rest.length > 0 || others.length > 0) return `invalid taint spec: ${spec}`
  if (effect === undefined && value !== undefined) {
    return `invalid taint spec: ${spec}, ${isQualifiedName(spec).join('; ')}`
  }
  if (effect !== undefined && !EFFECTS.includes(effect)) {
    return `invalid taint effect: ${effect}, unsupported taint effect`
  }
  const wrongKey = isQualifiedName(key)
  if (wrongKey.length > 0) return `invalid taint spec: ${spec}, ${wrongKey.join('; ')}`
  const wrongValue = value === undefined ? [] : isValidLabelValue(value)
  if (wrongValue.length > 0) return `invalid taint spec: ${spec}, ${wrongValue.join('; ')}`
  return { key, ...(value === undefined ? {} : { value }), ...(effect === undefined ? {} : { effect }) }
}

function check(given: Given, path: string): string | undefined {
  const { resources, add, remove, problem, usage } = wordsOf(given)
  if (resources.length === 0) return 'one or more resources must be specified as <resource> <name>'
  if (problem !== undefined) return usage ? usageError(path, problem) : problem
  if (add.length + remove.length === 0) return 'at least one taint update is required'
  const [kind = '', ...names] = resources
  if (!/^(?:nodes?|no)(?:\/|$)/i.test(kind)) {
    return `invalid resource type ${kind.split('/')[0]}, only node types are supported`
  }
  const chosen = given.bool('all') || given.text('selector') !== ''
  if (names.length === 0 && !kind.includes('/') && !chosen) {
    return 'at least one resource name must be specified since --all parameter is not set'
  }
  return dryRunMistake(given)
}

// kubectl: pkg/cmd/taint/taint.go RunTaint, utils.go reorganizeTaints (v1.36)
function* taintOne(
  call: Call,
  ref: ObjectRef,
  add: readonly Taint[],
  remove: readonly Removal[],
): Activity<CommandFailure | undefined> {
  const { client, given, terminal } = call
  const overwrite = given.bool('overwrite')
  const present = yield* client.get(ref)
  if (present.status) return present.status
  const node = present.ok as Node
  const before = node.spec.taints ?? []
  const taken = add.filter((each) => before.some((other) => isSame(other, each))).map(({ key }) => key)
  if (taken.length > 0 && !overwrite) {
    return `node ${ref.name} already has ${taken.join(',')} taint(s) with same effect(s) and --overwrite is false`
  }
  const missing = remove.filter((meant) => !before.some((each) => isMeant(each, meant)))
  if (missing.length > 0) {
    return missing
      .map(({ key, effect }) => `taint "${effect === undefined ? key : `${key}:${effect}`}" not found`)
      .join('\n')
  }
  const kept = before.filter((each) => !add.some((other) => isSame(each, other)))
  const taints = [...add, ...kept].filter((each) => !remove.some((meant) => isMeant(each, meant)))
  const dryRun = dryRunOf(given)
  const word =
    overwrite || (add.length > 0 && remove.length > 0) ? 'modified' : add.length > 0 ? 'tainted' : 'untainted'
  if (dryRun === 'client') {
    yield* printResult(call, node, word, dryRun)
    return undefined
  }
  const text = JSON.stringify({ spec: { taints: taints.length > 0 ? taints : null } })
  const reply = yield* client.patch(ref, 'merge', text, { dryRun: dryRun === 'server' })
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) return reply.status
  yield* printResult(call, reply.ok, word, dryRun)
  return undefined
}

function isMeant({ key, effect }: Taint, meant: Removal): boolean {
  return key === meant.key && (meant.effect === undefined || effect === meant.effect)
}

/** One key may stand there once for each effect. */
function isSame(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.effect === b.effect
}
