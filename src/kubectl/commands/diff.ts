import { rfc3339 } from '../../lib/time.ts'
import { unifiedLines } from '../../lib/unified-diff.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { groupOf } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure, usageError } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, fieldManager, SELECTOR_FLAG } from '../command-line/global-flags.ts'
import { filesMistake, type ManifestObject, readManifests } from '../command-line/manifests.ts'
import { mapAt } from '../printers/field.ts'
import { yamlText } from '../text/yaml.ts'
import { applyPatch } from './last-applied.ts'
import { warnOf } from './warn.ts'

/** Differences have the exit status 1, what goes wrong another. */
const WRONG = 2

// kubectl: pkg/cmd/diff/diff.go (v1.36)
export const diff: Command = {
  name: 'diff',
  usage: '-f FILENAME [options]',
  flags: flagSet(
    '--concurrency int=1; --force-conflicts bool; --prune bool; --prune-allowlist strings; --server-side bool',
    `--show-managed-fields bool; ${FILENAME_FLAGS}; ${SELECTOR_FLAG}`,
    fieldManager('kubectl-client-side-apply'),
  ),
  complete: 'none',
  notSimulated: (given, path) => (given.bool('prune') ? [`${path} --prune`] : []),
  check: (given, path) =>
    given.args.length > 0 ? usageError(path, `Unexpected args: [${given.args.join(' ')}]`) : filesMistake(given),
  *run(call) {
    try {
      return yield* differences(call)
    } catch (error) {
      throw error instanceof CommandError ? new CommandError(error.errors, { exitCode: WRONG }) : error
    }
  },
}

function* differences(call: Call): Activity<number> {
  const { terminal } = call
  const { objects, errors } = yield* readManifests(call)
  const failures: CommandFailure[] = [...errors]
  // The two directories in which kubectl lays the texts beside each other.
  const [live, merged] = [directory('LIVE', call), directory('MERGED', call)]
  let differs = false
  for (const each of objects) {
    const pair = yield* pairOf(call, each)
    if ('failure' in pair) {
      failures.push(pair.failure)
      break
    }
    const { before, after } = masked(pair)
    const text = unifiedLines(linesOf(before), linesOf(after))
    if (text === '') continue
    differs = true
    const name = fileName(each)
    const time = `${rfc3339(call.client.now()).replace('T', ' ').replace('Z', '')}.000000000 +0000`
    yield* terminal.stdout.write(
      `diff -u -N ${live}/${name} ${merged}/${name}\n--- ${live}/${name}\t${time}\n+++ ${merged}/${name}\t${time}\n${text}`,
    )
  }
  if (failures.length > 0) throw new CommandError(failures)
  return differs ? 1 : 0
}

function directory(name: string, { terminal }: Call): string {
  const digits = [...terminal.suffix(9)].map((letter) => letter.charCodeAt(0) % 10).join('')
  return `/tmp/${name}-${digits}`
}

// kubectl: pkg/cmd/diff/diff.go InfoObject.Name (v1.36)
function fileName({ info, object, namespace }: ManifestObject): string {
  const version = info.apiVersion.split('/').at(-1)
  const group = groupOf(info)
  return `${group === '' ? '' : `${group}.`}${version}.${info.kind}.${namespace}.${object.metadata.name}`
}

interface Pair {
  readonly before: KubeObject | undefined
  readonly after: KubeObject
}

/** What is there, and what would be there then, as the server says. */
function* pairOf(
  { client, terminal }: Call,
  { info, object, namespace }: ManifestObject,
): Activity<Pair | { readonly failure: CommandFailure }> {
  const ref = { info, namespace, name: object.metadata.name }
  const options = { dryRun: true }
  const present = yield* client.get(ref)
  if (present.status) {
    if (present.status.reason !== 'NotFound') return { failure: present.status }
    const created = yield* client.create(info, namespace, object, options)
    yield* warnOf(terminal, created.warnings)
    return created.status ? { failure: created.status } : { before: undefined, after: unstored(created.ok) }
  }
  const current = present.ok
  const { metadata: given } = object
  // What was applied last stays as it is: the patch does not touch it.
  const modified = { ...object, metadata: { ...given, annotations: given.annotations ?? {} } }
  const { type, patch } = applyPatch(modified, current, info)
  const patched = yield* client.patch(ref, type, JSON.stringify(patch), options)
  yield* warnOf(terminal, patched.warnings)
  if (patched.status) return { failure: patched.status }
  // A dry run stores nothing, so that the version is the same.
  const { resourceVersion } = current.metadata
  const metadata = { ...patched.ok.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) }
  return { before: current, after: { ...patched.ok, metadata } }
}

function unstored(object: KubeObject): KubeObject {
  const { resourceVersion: _version, ...metadata } = object.metadata
  return { ...object, metadata }
}

/** Of Secrets it is told only which keys have other values. */
// kubectl: pkg/cmd/diff/diff.go Masker (v1.36)
function masked({ before, after }: Pair): Pair {
  if (after.kind !== 'Secret' || after.apiVersion !== 'v1') return { before, after }
  const [old, next] = [mapAt(before, 'data'), mapAt(after, 'data')]
  const hide = (object: KubeObject, own: object, other: object, suffix: string): KubeObject => {
    const entries = Object.entries(own).map(([key, value]) => {
      const same = !Object.hasOwn(other, key) || (other as Record<string, unknown>)[key] === value
      return [key, same ? '***' : `*** (${suffix})`] as const
    })
    return entries.length > 0 ? { ...object, data: Object.fromEntries(entries) } : object
  }
  return { before: before && hide(before, old, next, 'before'), after: hide(after, next, old, 'after') }
}

function linesOf(object: KubeObject | undefined): readonly string[] {
  return object === undefined ? [] : yamlText(object).replace(/\n$/, '').split('\n')
}
