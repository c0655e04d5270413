import { compactJson, jsonText } from '../../lib/json-text.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { groupResource, kindWithGroup } from '../../manifest/schema/kinds.ts'
import { parseManifest } from '../../manifest/text/parse.ts'
import type { Activity, ObjectRef } from '../client/api-client.ts'
import { type Call, type Command, CommandError, type CommandFailure } from '../command-line/command.ts'
import { flagSet } from '../command-line/flag-set.ts'
import { FILENAME_FLAGS, fieldManager, PRINT_FLAGS, VALIDATE_FLAG } from '../command-line/global-flags.ts'
import { argumentMistake } from '../command-line/resource-arguments.ts'
import { yamlText } from '../text/yaml.ts'
import { patchOf } from './last-applied.ts'
import { launchEditor } from './launch-editor.ts'
import { refsOf } from './refs.ts'
import { warn, warnOf } from './warn.ts'

// kubectl: pkg/cmd/edit/edit.go (v1.36)
export const edit: Command = {
  name: 'edit',
  usage: '(RESOURCE/NAME | -f FILENAME) [options]',
  flags: flagSet(
    '--output-patch bool; --save-config bool; --subresource string; --windows-line-endings bool',
    `${FILENAME_FLAGS}; ${PRINT_FLAGS}; ${VALIDATE_FLAG}`,
    fieldManager('kubectl-edit'),
  ),
  complete: 'resources',
  check: (given) => (given.has('filename') ? undefined : argumentMistake(given.args)),
  *run(call) {
    const { client, given } = call
    const subjects: Subject[] = []
    const missing: CommandFailure[] = []
    for (const { ref } of yield* refsOf(call, {})) {
      const reply = yield* client.get(ref)
      if (reply.status) missing.push(reply.status)
      else subjects.push({ ref, object: withoutManagedFields(reply.ok) })
    }
    if (missing.length > 0) throw new CommandError(missing)
    return yield* editAll(call, subjects, given.text('output') === 'json')
  },
}

interface Subject {
  readonly ref: ObjectRef
  readonly object: KubeObject
}

/** An editor that changes the file each time, and never to what the server takes, would go on for ever. */
const MOST_ROUNDS = 20

const HEAD = [
  'Change the text below and save it. Lines that begin with "#" do not count, and nothing but such lines',
  'ends the edit without a change. What the server refuses is opened once more.',
]

// kubectl: pkg/cmd/util/editor/editoptions.go Run, visitToPatch (v1.36)
function* editAll(call: Call, subjects: readonly Subject[], json: boolean): Activity<number> {
  const { terminal } = call
  const objects = subjects.map(({ object }) => object)
  const original = objects.length === 1 ? objects[0] : { apiVersion: 'v1', kind: 'List', items: objects }
  const head = json ? '' : [...HEAD, ''].map((line) => `# ${line}`.trimEnd()).join('\n')
  let body = json ? jsonText(original as KubeObject) : yamlText(original)
  const path = `/tmp/kubectl-edit-${terminal.suffix(10)}.${json ? 'json' : 'yaml'}`
  for (let round = 0; ; round++) {
    terminal.writeFile(path, head === '' ? body : `${head}\n${body}`)
    yield* launchEditor(terminal, path)
    const edited = bare(terminal.readFile(path) ?? '')
    if (edited.trim() === '' || edited === bare(body) || round === MOST_ROUNDS) {
      if (round > 0) {
        yield* warn(terminal, `A copy of your changes has been stored to ${JSON.stringify(path)}`)
        throw new CommandError('Edit cancelled, no valid changes were saved.')
      }
      yield* warn(terminal, `Edit cancelled, ${edited.trim() === '' ? 'saved file was empty' : 'no changes made'}.`)
      return 0
    }
    body = edited
    const changed = objectsIn(edited)
    if (typeof changed === 'string') {
      yield* warn(terminal, `error: the edited file had a syntax error: ${changed}`)
      continue
    }
    let wrong = false
    for (const [index, subject] of subjects.entries()) {
      const next = changed[index]
      if (next && !(yield* patchOne(call, subject, next))) wrong = true
    }
    if (!wrong) return 0
  }
}

/** False: the server refuses it, which is said. */
// kubectl: pkg/cmd/util/editor/editoptions.go visitToPatch, addError (v1.36)
function* patchOne({ client, given, terminal }: Call, { ref, object }: Subject, next: KubeObject): Activity<boolean> {
  const { type, patch } = patchOf(object, next, object, ref.info)
  if (Object.keys(patch).length === 0) return true
  const text = compactJson(patch)
  if (given.bool('output-patch')) yield* terminal.stdout.write(`Patch: ${text}\n`)
  const subresource = given.text('subresource')
  const reply = yield* client.patch(ref, type, text, subresource === '' ? {} : { subresource })
  yield* warnOf(terminal, reply.warnings)
  if (!reply.status) {
    yield* terminal.stdout.write(`${kindWithGroup(ref.info)}/${ref.name} edited\n`)
    return true
  }
  const { reason, message } = reply.status
  const what = `${groupResource(ref.info)} ${JSON.stringify(ref.name)}`
  const invalid = reason === 'Invalid' || reason === 'BadRequest'
  yield* warn(terminal, `error: ${what} ${invalid ? 'is invalid' : `could not be patched: ${message}`}`)
  return false
}

function bare(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
}

function objectsIn(text: string): readonly KubeObject[] | string {
  const { documents, syntaxError } = parseManifest(text)
  if (syntaxError !== undefined) return syntaxError
  const value = documents[0]?.value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is no object'
  const list = value as unknown as { readonly kind?: string; readonly items?: readonly KubeObject[] }
  return list.kind === 'List' && Array.isArray(list.items) ? list.items : [value as unknown as KubeObject]
}

function withoutManagedFields(object: KubeObject): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata as KubeObject['metadata'] & { managedFields?: unknown }
  return { ...object, metadata }
}
