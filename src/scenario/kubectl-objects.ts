import type { KubeObject } from '../manifest/object/meta.ts'
import { resourceNamed } from '../manifest/schema/kinds.ts'
import { type CommandLine, flag, isOn } from './kubectl-flags.ts'

/** pod web db · pod/web svc/web · pods,services. */
export function namedObjects(words: readonly string[]): { byResource: Map<string, string[]> } | { problem: string } {
  const byResource = new Map<string, string[]>()
  const add = (word: string, names: readonly string[]): string | undefined => {
    const info = resourceNamed(word)
    if (!info) return `error: the server doesn't have a resource type "${word}"`
    byResource.set(info.resource, [...(byResource.get(info.resource) ?? []), ...names])
    return undefined
  }
  const wrong = words.some((word) => word.includes('/'))
    ? words.map((word) => add(word.split('/')[0] ?? '', [word.split('/')[1] ?? '']))
    : (words[0]?.split(',') ?? []).map((word) => add(word, words.slice(1)))
  const first = wrong.find((each) => each !== undefined)
  return first === undefined ? { byResource } : { problem: first }
}

/** Without -n kubectl works in the namespace that the text's Pods are in, as somebody who works with them has set it. */
export function namespaceOf(line: CommandLine, given: readonly KubeObject[]): string {
  const explicit = flag(line, 'namespace')
  if (explicit !== undefined) return explicit
  const used = new Set(
    given.filter(({ kind }) => kind === 'Pod').map(({ metadata }) => metadata.namespace ?? 'default'),
  )
  const [only] = used
  return used.size === 1 && only !== undefined ? only : 'default'
}

/** Empty for what there is once in a cluster, as nodes are. */
export function namespaceFor(resource: string, line: CommandLine, given: readonly KubeObject[]): string {
  return resourceNamed(resource)?.namespaced === false ? '' : namespaceOf(line, given)
}

/** --all and -l in place of names. */
export function selectionOf(line: CommandLine): { readonly all?: true; readonly selector?: string } {
  const selector = flag(line, 'selector')
  return { ...(isOn(line, 'all') ? { all: true as const } : {}), ...(selector === undefined ? {} : { selector }) }
}
