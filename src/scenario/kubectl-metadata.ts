import { setOwn } from '../lib/own.ts'
import { readJSON } from '../manifest/json-text.ts'
import type { KubeObject } from '../manifest/object/meta.ts'
import { parseManifest } from '../manifest/text/parse.ts'
import type { Action } from './action.ts'
import { type CommandLine, isOn } from './kubectl-flags.ts'
import { namedObjects, namespaceFor, selectionOf } from './kubectl-objects.ts'

type Patch = Action & { readonly kind: 'patch' }

/** Which object a patch is for. */
export interface PatchTarget {
  readonly resource: string
  readonly namespace: string
  readonly name: string
}

/** kubectl patch: the patch itself comes as JSON. A text says what is wrong. */
// kubectl: pkg/cmd/patch/patch.go (v1.36)
export function patchAction(
  target: PatchTarget,
  text: string | undefined,
  type: string | undefined,
  subresource: string | undefined,
): Patch | string {
  if (text === undefined) return 'error: must specify --patch or --patch-file containing the contents of the patch'
  if (type !== undefined && type !== 'json' && type !== 'merge' && type !== 'strategic') {
    return `error: --type must be one of [json merge strategic], not "${type}"`
  }
  const read = readPatch(text)
  if ('problem' in read) return `error: unable to parse ${JSON.stringify(text)}: ${read.problem}`
  return {
    kind: 'patch',
    ...target,
    type: type ?? 'strategic',
    ...(subresource === undefined ? {} : { subresource }),
    ...read,
  }
}

/** What begins with a brace is sent as it is; anything else is YAML. */
// apimachinery: pkg/util/yaml/decoder.go ToJSON (v1.36)
function readPatch(text: string): Pick<Patch, 'patch' | 'syntaxError'> | { readonly problem: string } {
  if (text.trimStart().startsWith('{')) {
    const read = readJSON(text)
    return 'error' in read ? { patch: null, syntaxError: read.error } : { patch: read.value }
  }
  const { documents, syntaxError } = parseManifest(text)
  if (syntaxError !== undefined) return { problem: syntaxError }
  return { patch: documents[0]?.value ?? null }
}

/** kubectl label and annotate: key=value sets, key- removes. A text says what is wrong. */
// kubectl: pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go (v1.36)
export function labelActions(
  verb: 'label' | 'annotate',
  line: CommandLine,
  given: readonly KubeObject[],
): readonly Action[] | string {
  const changes: Record<string, string | null> = {}
  const isChange = (word: string): boolean => word.includes('=') || word.endsWith('-')
  const words = line.words.filter(isChange)
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals === 0) return `error: unknown command ${JSON.stringify(word)}: key=value or key- is expected`
    if (equals > 0) setOwn(changes, word.slice(0, equals), word.slice(equals + 1))
    else setOwn(changes, word.slice(0, -1), null)
  }
  const named = namedObjects(line.words.filter((word) => !isChange(word)))
  if ('problem' in named) return named.problem
  const selection = selectionOf(line)
  const found = [...named.byResource]
  const meant = (names: readonly string[]): boolean =>
    names.length > 0 || selection.all || selection.selector !== undefined
  if (found.length === 0 || !found.every(([, names]) => meant(names))) {
    return 'error: resource(s) were provided, but no name was specified'
  }
  if (words.length === 0) return `error: at least one ${verb === 'label' ? 'label' : 'annotation'} update is required`
  return found.map(([resource, names]) => ({
    kind: 'label',
    field: verb === 'label' ? 'labels' : 'annotations',
    resource,
    namespace: namespaceFor(resource, line, given),
    names,
    ...selection,
    changes,
    overwrite: isOn(line, 'overwrite'),
  }))
}
