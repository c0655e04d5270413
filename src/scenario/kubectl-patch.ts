import type { Action } from './action.ts'

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
    verb: 'patched',
    type: type ?? 'strategic',
    ...(subresource === undefined ? {} : { subresource }),
    patch,
  }
}

/** kubectl label and annotate: key=value sets, key- removes. A text says what is wrong. */
// kubectl: pkg/cmd/label/label.go, pkg/cmd/annotate/annotate.go (v1.36)
export function labelAction(
  target: PatchTarget,
  field: 'labels' | 'annotations',
  words: readonly string[],
): Patch | string {
  const verb = field === 'labels' ? 'labeled' : 'annotated'
  if (words.length === 0) return `error: at least one ${field === 'labels' ? 'label' : 'annotation'} update is required`
  const changes: Record<string, string | null> = {}
  for (const word of words) {
    const equals = word.indexOf('=')
    if (equals > 0) changes[word.slice(0, equals)] = word.slice(equals + 1)
    else if (equals < 0 && word.endsWith('-')) changes[word.slice(0, -1)] = null
    else return `error: unknown command ${JSON.stringify(word)}: key=value or key- is expected`
  }
  return { kind: 'patch', ...target, verb, type: 'merge', patch: { metadata: { [field]: changes } } }
}
