import { setOwn } from '../../lib/own.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { isValidLabelValue } from '../../manifest/object/name.ts'
import { groupOf } from '../../manifest/schema/kinds.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'
import { DRY_RUN_FLAG, FILENAME_FLAGS, fieldManager, PRINT_FLAGS, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { dryRunMistake, dryRunOf } from './dry-run.ts'
import { printResult } from './print-result.ts'
import { refsOf } from './refs.ts'
import { warnOf } from './warn.ts'

type Field = 'labels' | 'annotations'

// kubectl: pkg/cmd/label/label.go (v1.36)
export const label: Command = {
  name: 'label',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: metadataFlags('kubectl-label'),
  complete: 'resources',
  resources: (given) => wordsOf(given, 'labels').resources,
  check: (given) => check(given, 'labels'),
  run: (call) => change(call, 'labels'),
}

// kubectl: pkg/cmd/annotate/annotate.go (v1.36)
export const annotate: Command = {
  name: 'annotate',
  usage: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version] [options]',
  flags: metadataFlags('kubectl-annotate'),
  complete: 'resources',
  resources: (given) => wordsOf(given, 'annotations').resources,
  check: (given) => check(given, 'annotations'),
  run: (call) => change(call, 'annotations'),
}

function metadataFlags(manager: string) {
  return flagSet(
    '--all bool; -A --all-namespaces bool; --field-selector string; --list bool; --local bool; --overwrite bool',
    '--resource-version string',
    `${DRY_RUN_FLAG}; ${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager(manager),
  )
}

interface Words {
  readonly resources: readonly string[]
  /** undefined removes. */
  readonly changes: ReadonlyMap<string, string | undefined>
  readonly problem?: string
}

/** Objects first, then key=value sets and key- removes. */
// kubectl: pkg/cmd/util/helpers.go GetResourcesAndPairs, pkg/cmd/label/label.go parseLabels (v1.36)
function wordsOf(given: Given, field: Field): Words {
  const isChange = (word: string): boolean => word.indexOf('=') > 0 || (word.endsWith('-') && word !== '-')
  const first = given.args.findIndex(isChange)
  const resources = first < 0 ? given.args : given.args.slice(0, first)
  const changes = new Map<string, string | undefined>()
  const kind = field === 'labels' ? 'label' : 'annotation'
  for (const word of first < 0 ? [] : given.args.slice(first)) {
    if (!isChange(word)) {
      return { resources, changes, problem: `all resources must be specified before ${kind} changes: ${word}` }
    }
    const equals = word.indexOf('=')
    const key = equals < 0 ? word.slice(0, -1) : word.slice(0, equals)
    const value = equals < 0 ? undefined : word.slice(equals + 1)
    if (changes.has(key) && (changes.get(key) === undefined) !== (value === undefined)) {
      return { resources, changes, problem: `can not both modify and remove ${article(kind)} in the same command` }
    }
    const wrong = field === 'labels' && value !== undefined ? isValidLabelValue(value) : []
    if (wrong.length > 0) return { resources, changes, problem: `invalid label value: "${word}": ${wrong.join(';')}` }
    changes.set(key, value)
  }
  return { resources, changes }
}

function article(kind: string): string {
  return kind === 'label' ? 'a label' : 'an annotation'
}

function check(given: Given, field: Field): string | undefined {
  const dry = dryRunMistake(given)
  if (dry !== undefined) return dry
  const { resources, changes, problem } = wordsOf(given, field)
  if (resources.length === 0 && !given.has('filename')) {
    return 'one or more resources must be specified as <resource> <name> or <resource>/<name>'
  }
  if (problem !== undefined) return problem
  if (changes.size === 0 && !given.bool('list')) {
    return `at least one ${field === 'labels' ? 'label' : 'annotation'} update is required`
  }
  return given.has('filename') ? undefined : argumentMistake(resources, selectionOf(given))
}

function selectionOf(given: Given) {
  return {
    all: given.bool('all'),
    selector: given.text('selector'),
    fieldSelector: given.text('field-selector'),
    allNamespaces: given.bool('all-namespaces'),
    kindAlone: given.bool('list'),
  }
}

function* change(call: Call, field: Field): Activity<number> {
  const { given } = call
  const { resources, changes } = wordsOf(given, field)
  const failures: CommandFailure[] = []
  const refs = yield* refsOf({ ...call, given: given.withArgs(resources) }, selectionOf(given))
  for (const { ref } of refs) {
    const failure = given.bool('list')
      ? yield* list(call, ref, field, refs.length > 1)
      : yield* changeOne(call, ref, field, changes)
    if (failure !== undefined) failures.push(failure)
  }
  if (failures.length > 0) throw new CommandError(failures)
  return 0
}

function* list(call: Call, ref: ObjectRef, field: Field, named: boolean): Activity<CommandFailure | undefined> {
  const present = yield* call.client.get(ref)
  if (present.status) return present.status
  const { kind, metadata } = present.ok
  const lines = Object.entries(metadata[field] ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => (named ? ` ${key}=${value}\n` : `${key}=${value}\n`))
  if (named)
    yield* call.terminal.stdout.write(`Listing ${field} for ${kind}.${groupOf(present.ok)}/${metadata.name}:\n`)
  for (const line of lines) yield* call.terminal.stdout.write(line)
  return undefined
}

function* changeOne(
  call: Call,
  ref: ObjectRef,
  field: Field,
  changes: ReadonlyMap<string, string | undefined>,
): Activity<CommandFailure | undefined> {
  const { given, client, terminal } = call
  const dryRun = dryRunOf(given)
  const overwrite = given.bool('overwrite')
  const present = yield* client.get(ref)
  if (present.status) return present.status
  const object = present.ok
  const before = new Map(Object.entries(object.metadata[field] ?? {}))
  const taken = [...changes].filter(
    ([key, value]) => value !== undefined && before.has(key) && before.get(key) !== value,
  )
  if (taken.length > 0 && !overwrite)
    return takenText(
      field,
      taken.map(([key]) => [key, before.get(key) ?? '']),
    )
  const after = new Map(before)
  for (const [key, value] of changes) {
    if (value !== undefined) after.set(key, value)
    else if (!after.delete(key) && field === 'labels')
      yield* terminal.stdout.write(`label ${JSON.stringify(key)} not found.\n`)
  }
  const word = field === 'annotations' ? 'annotated' : labelled(before, after, overwrite)
  if (dryRun === 'client' || (field === 'labels' && word === 'not labeled')) {
    yield* printResult(call, withField(object, field, after), word, dryRun)
    return undefined
  }
  const wanted: Record<string, string | null> = {}
  for (const [key, value] of changes) setOwn(wanted, key, value ?? null)
  const options = { dryRun: dryRun === 'server' }
  const version = given.text('resource-version')
  const expected = version === '' ? {} : { resourceVersion: version }
  const reply = yield* client.patch(
    ref,
    'merge',
    JSON.stringify({ ...typeOf(object), metadata: { ...expected, [field]: wanted } }),
    options,
  )
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) return reply.status
  yield* printResult(call, reply.ok, word, dryRun)
  return undefined
}

function typeOf({ apiVersion, kind }: KubeObject) {
  return { apiVersion, kind }
}

function withField(object: KubeObject, field: Field, values: ReadonlyMap<string, string>): KubeObject {
  return { ...object, metadata: { ...object.metadata, [field]: Object.fromEntries(values) } }
}

function takenText(field: Field, taken: readonly (readonly [string, string])[]): string {
  const [first] = taken
  const said = ([key, value]: readonly [string, string]) => `'${key}' already has a value (${value})`
  if (field === 'labels' && first) return `${said(first)}, and --overwrite is false`
  return `--overwrite is false but found the following declared annotation(s): ${taken.map(said).join('; ')}`
}

/** kubectl goes by the length of what it sends. */
// kubectl: pkg/cmd/label/label.go updateDataChangeMsg (v1.36)
function labelled(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, overwrite: boolean): string {
  const [was, is] = [before, after].map((words) => JSON.stringify(Object.fromEntries(words))) as [string, string]
  if (was === is) return 'not labeled'
  return !overwrite && is.length < was.length ? 'unlabeled' : 'labeled'
}
