import type { KubeObject } from '../manifest/object/meta.ts'
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
  let patch: unknown
  try {
    patch = JSON.parse(text)
  } catch {
    return `error: unable to parse "${text}": a step takes its patch as JSON`
  }
  if (type === 'json' && !Array.isArray(patch))
    return 'error: unable to parse the patch: a JSON patch is a list of operations'
  return {
    kind: 'patch',
    ...target,
    type: type ?? 'strategic',
    ...(subresource === undefined ? {} : { subresource }),
    patch,
  }
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
    if (equals > 0) changes[word.slice(0, equals)] = word.slice(equals + 1)
    else changes[word.slice(0, -1)] = null
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
