import { groupResource, type KindInfo, knownKinds } from '../../manifest/schema/kinds.ts'
import type { Reader } from '../client/api-client.ts'
import { CommandError } from './command.ts'

/** Which objects the words of a command mean. */
export type Targets =
  /** One after the other, in the order of the words. `single`: no more than one could be meant. */
  | { readonly kind: 'named'; readonly items: readonly NamedTarget[]; readonly single: boolean }
  /** All of these kinds, or those that a selector picks. */
  | { readonly kind: 'selected'; readonly infos: readonly KindInfo[] }

export interface NamedTarget {
  readonly info: KindInfo
  readonly name: string
}

export interface TargetOptions {
  /** -l or --field-selector, as given. */
  readonly selector?: string | undefined
  readonly fieldSelector?: string | undefined
  readonly all?: boolean
  /** A kind without a name means all of its objects, as for get. */
  readonly kindAlone?: boolean
  readonly allNamespaces?: boolean
}

/** kubectl's words for several kinds together. */
const ALL = [
  ...['pods', 'replicationcontrollers', 'services', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  ...['horizontalpodautoscalers', 'cronjobs', 'jobs'],
].join(',')

const COMBINED =
  "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'"
export const FILES_ALONE =
  'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well'
export const NO_NAME = 'resource(s) were provided, but no name was specified'
const MISSING = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`

interface Words {
  readonly pairs?: readonly { readonly kind: string; readonly name: string }[]
  readonly kinds: readonly string[]
  readonly names: readonly string[]
}

/** What is wrong with the words, as far as nobody has to be asked which kinds there are. */
export function argumentMistake(args: readonly string[], options: TargetOptions = {}): string | undefined {
  const words = readWords(args)
  if (typeof words === 'string') return words
  const { pairs, kinds, names } = words
  if (isSelecting(words, options)) {
    if (names.length > 0) return 'name cannot be provided when a selector is specified'
    if (pairs) return 'selectors and the all flag cannot be used when passing resource/name arguments'
    return kinds.length === 0 ? 'at least one resource must be specified to use a selector' : undefined
  }
  if (pairs) return undefined
  if (names.length > 0) {
    if (kinds.length > 1) return 'you must specify only one resource'
    return options.allNamespaces ? 'a resource cannot be retrieved by name across all namespaces' : undefined
  }
  return kinds.length > 0 ? NO_NAME : MISSING
}

/** Throws a CommandError where the words make no sense, or name a kind that is not there. */
// cli-runtime: pkg/resource/builder.go ResourceTypeOrNameArgs, visitorResult (v1.36)
export function targetsOf(args: readonly string[], options: TargetOptions, reader: Pick<Reader, 'kinds'>): Targets {
  const words = readWords(args)
  if (typeof words === 'string') throw new CommandError(words)
  const { pairs, names } = words
  const known = reader.kinds()
  const kinds = [...words.kinds, ...customOf(args[0] ?? '', known)]
  if (!isSelecting(words, options)) {
    for (const kind of kinds) kindNamed(kind, known)
  }
  const mistake = argumentMistake(args, options)
  if (mistake !== undefined) throw new CommandError(mistake)
  if (isSelecting(words, options)) return { kind: 'selected', infos: kinds.map((kind) => kindNamed(kind, known)) }
  const items = pairs
    ? pairs.map(({ kind, name }) => ({ info: kindNamed(kind, known), name }))
    : names.map((name) => ({ info: kindNamed(kinds[0] as string, known), name }))
  return { kind: 'named', items, single: items.length === 1 }
}

function isSelecting({ pairs, names, kinds }: Words, options: TargetOptions): boolean {
  if (options.all || options.selector || options.fieldSelector) return true
  return options.kindAlone === true && !pairs && names.length === 0 && kinds.length > 0
}

function readWords(given: readonly string[]): Words | string {
  const args = given.flatMap((word) => (word.includes(',') && word.includes('/') ? word.split(',') : [word]))
  const slashes = args.filter((word) => word.includes('/')).length
  if (slashes === 0) {
    const [first, ...names] = args
    return { kinds: first === undefined ? [] : aliased(first).split(','), names }
  }
  if (slashes < args.length) return COMBINED
  const pairs: { kind: string; name: string }[] = []
  for (const word of args) {
    const [kind = '', name = '', ...more] = word.split('/')
    if (more.length > 0) return 'arguments in resource/name form may not have more than one slash'
    if (kind === '' || name === '') return 'arguments in resource/name form must have a single resource and name'
    pairs.push({ kind, name })
  }
  return { pairs, kinds: [], names: [] }
}

function aliased(word: string): string {
  return word
    .split(',')
    .map((each) => (each === 'all' ? ALL : each))
    .join(',')
}

/** The custom kinds that belong to all, where that is asked for. */
// client-go: restmapper/category_expansion.go (v1.36)
function customOf(word: string, known: readonly KindInfo[]): readonly string[] {
  if (!word.split(',').includes('all')) return []
  return known.filter(({ categories }) => categories?.includes('all')).map(groupResource)
}

/** One, or several with commas between them, that every cluster has. */
export function isKnownKind(word: string): boolean {
  return aliased(word)
    .split(',')
    .every((each) => findKind(each, knownKinds()) !== undefined)
}

/** Where there is none, kubectl names neither its version nor its group. */
export function kindNamed(word: string, kinds: readonly KindInfo[]): KindInfo {
  const found = findKind(word, kinds)
  if (!found) throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(word.split('.')[0])}`)
  return found
}

/** po, pod, pods, Pod, deployment.apps, deployment.v1.apps. */
// cli-runtime: pkg/resource/builder.go mappingFor; apimachinery: pkg/api/meta/restmapper.go (v1.36)
export function findKind(word: string, kinds: readonly KindInfo[]): KindInfo | undefined {
  const [first = '', ...rest] = word.split('.')
  const name = first.toLowerCase()
  const group = rest.join('.')
  const isCalled = (info: KindInfo): boolean =>
    info.resource === name || info.kind.toLowerCase() === name || info.shortNames.includes(name)
  return kinds.find((info) => {
    if (!isCalled(info)) return false
    const [versionOrGroup = '', version] = info.apiVersion.split('/')
    const ofGroup = version === undefined ? '' : versionOrGroup
    return group === '' || group === ofGroup || group === `${version ?? versionOrGroup}.${ofGroup}`
  })
}
