import { ensure } from '../../../lib/assert.ts'
import { compactGoJson, goJsonText } from '../../../lib/json-text.ts'
import { LAST_APPLIED } from '../../../manifest/object/last-applied.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { kindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity, Status } from '../../client/api-client.ts'
import { type Call, type Command, CommandError, type Surroundings, usageError } from '../../command-line/command.ts'
import { flagSet, type Given } from '../../command-line/flag-set.ts'
import { DRY_RUN_FLAG, fieldManager, PRINT_FLAGS, VALIDATE_FLAG } from '../../command-line/global-flags.ts'
import { objectPrinter } from '../../printers/object-printer.ts'
import { dryRunMistake, dryRunOf } from '../dry-run.ts'
import { fieldValidationOf, validateMistake } from '../field-validation.ts'
import { printResult } from '../print-result.ts'
import { warn, warnOf } from '../warn.ts'

/** What a generator may look at beside its words. */
export interface Workbench {
  readFile(path: string): string | undefined
  listDirectory(path: string): readonly string[] | undefined
  suffix(length: number): string
}

/** A subcommand that makes an object of its flags. */
export interface Generator {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly usage: string
  readonly flags: string
  readonly requires?: readonly string[]
  /** What is wrong with its flags, whatever is there. */
  readonly check?: (given: Given) => string | undefined
  /**
   * The object, its fields in the order in which Go writes them: what it prints without asking a server has that order.
   * Throws a CommandError.
   */
  readonly object: (name: string, given: Given, bench: Workbench) => GeneratedObject
  /** Of something that is there; undefined: of its flags alone. */
  readonly objectOf?: (name: string, call: Call) => Activity<GeneratedObject | undefined>
  /** What is odd and no mistake. */
  readonly warnings?: (given: Given) => readonly string[]
  /** What stands in front of the server's refusal; without, it is told as the server's. */
  readonly failure?: string | ((given: Given) => string)
}

export interface GeneratedObject {
  readonly kind: string
  readonly apiVersion: string
  readonly metadata: { readonly name: string; readonly [field: string]: unknown }
  readonly [field: string]: unknown
}

// kubectl: pkg/cmd/create/create.go NameFromCommandArgs; create_*.go Complete, Validate, Run (v1.36)
export function generator(made: Generator): Command {
  const { name, aliases, usage, requires, objectOf } = made
  return {
    name,
    ...(aliases ? { aliases } : {}),
    usage,
    notSimulated: (given, path) => (given.bool('append-hash') ? [`${path} --append-hash`] : []),
    flags: flagSet(
      made.flags,
      `--save-config bool; ${DRY_RUN_FLAG}; ${PRINT_FLAGS}; ${VALIDATE_FLAG}`,
      fieldManager('kubectl-create'),
    ),
    ...(requires ? { requires } : {}),
    complete: 'none',
    check: (given, path) =>
      nameMistake(given, path) ?? dryRunMistake(given) ?? validateMistake(given) ?? made.check?.(given),
    brings: (given, surroundings) => ({ objects: broughtBy(made, given, surroundings) }),
    *run(call) {
      const { given, terminal } = call
      objectPrinter(call)
      for (const text of made.warnings?.(given) ?? []) yield* warn(terminal, `Warning: ${text}`)
      const title = wordsBeforeDash(given)[0] as string
      const object = (yield* objectOf?.(title, call) ?? nothing()) ?? made.object(title, given, terminal)
      yield* send(call, made, object)
      return 0
    },
  }
}

function* nothing(): Activity<undefined> {}

function wordsBeforeDash({ args, dash }: Given): readonly string[] {
  return dash === undefined ? args : args.slice(0, dash)
}

/** The words behind `--`. */
export function commandOf({ args, dash }: Given): readonly string[] {
  return dash === undefined ? [] : args.slice(dash)
}

function nameMistake(given: Given, path: string): string | undefined {
  const count = wordsBeforeDash(given).length
  return count === 1 ? undefined : usageError(path, `exactly one NAME is required, got ${count}`)
}

function* send(call: Call, made: Generator, generated: GeneratedObject): Activity<void> {
  const { given, client, terminal, namespace, namespaceGiven } = call
  const dryRun = dryRunOf(given)
  const info = ensure(kindInfo(generated.apiVersion, generated.kind), `the kind ${generated.kind}`)
  const placed = info.namespaced && namespaceGiven ? inNamespace(generated, namespace) : generated
  const object = (given.bool('save-config') ? withLastApplied(placed) : placed) as KubeObject
  if (dryRun === 'client') {
    if (given.text('output').toLowerCase() === 'json') return yield* terminal.stdout.write(goJsonText(object))
    return yield* printResult(call, object, 'created', dryRun)
  }
  const reply = yield* client.create(info, info.namespaced ? namespace : '', object, {
    dryRun: dryRun === 'server',
    fieldValidation: fieldValidationOf(given),
  })
  yield* warnOf(terminal, reply.warnings)
  if (reply.status) throw failureOf(reply.status, made, given)
  yield* printResult(call, reply.ok, 'created', dryRun)
}

function failureOf(status: Status, { failure }: Generator, given: Given): CommandError {
  if (failure === undefined) return new CommandError(status)
  return new CommandError(`${typeof failure === 'string' ? failure : failure(given)} ${status.message}`)
}

/** The namespace stands behind the name, as in Go's ObjectMeta. */
function inNamespace(object: GeneratedObject, namespace: string): GeneratedObject {
  const { name, ...rest } = object.metadata
  return { ...object, metadata: { name, namespace, ...rest } }
}

// kubectl: pkg/util/apply.go CreateOrUpdateAnnotation (v1.36)
function withLastApplied(object: GeneratedObject): GeneratedObject {
  const { name, namespace, annotations, ...rest } = object.metadata
  const all = { ...(annotations ?? {}), [LAST_APPLIED]: `${compactGoJson(object)}\n` }
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }), ...rest, annotations: all }
  return { ...object, metadata }
}

/** What can be said of it before anything has happened: nothing where it needs what is not there yet. */
function broughtBy(made: Generator, given: Given, { namespace, readFile }: Surroundings): readonly unknown[] {
  const [name] = wordsBeforeDash(given)
  if (name === undefined || dryRunOf(given) !== 'none' || (made.objectOf && given.has('from'))) return []
  const bench = { readFile, listDirectory: () => undefined, suffix: (length: number) => 'x'.repeat(length) }
  try {
    const object = made.object(name, given, bench)
    const namespaced = kindInfo(object.apiVersion, object.kind)?.namespaced
    return [namespaced ? inNamespace(object, namespace) : object]
  } catch (error) {
    if (error instanceof CommandError) return []
    throw error
  }
}
