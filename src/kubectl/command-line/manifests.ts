import { decode } from '../../manifest/decode.ts'
import type { KubeObject } from '../../manifest/object/meta.ts'
import { matchesSelector, parseLabelSelector, type Selector } from '../../manifest/object/selector-text.ts'
import { type KindInfo, knownKinds } from '../../manifest/schema/kinds.ts'
import type { Activity } from '../client/api-client.ts'
import { type Call, CommandError } from './command.ts'
import { fileObjects } from './file-objects.ts'

/** An object as a file has it: not defaulted, not judged; with its kind, and the namespace that it would go to. */
export interface ManifestObject {
  readonly source: string
  readonly info: KindInfo
  readonly namespace: string
  readonly object: KubeObject
}

export interface Manifests {
  readonly objects: readonly ManifestObject[]
  readonly errors: readonly string[]
}

/** How kubectl calls its standard input. */
const STDIN = 'STDIN'
const INVALID = (source: string, what: string) =>
  `error validating ${JSON.stringify(source)}: error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`

export function filesMistake(given: Call['given']): string | undefined {
  const files = given.list('filename')
  if (files.length > 0 && given.has('kustomize')) return 'only one of -f or -k can be specified'
  return files.length === 0 && !given.has('kustomize') ? 'must specify one of -f and -k' : undefined
}

export function manifestErrors(errors: readonly string[]): void {
  if (errors.length > 0) throw new CommandError(errors)
}

/** Everything that -f names, in its order, of which -l picks some. Throws where a file is not there. */
// cli-runtime: pkg/resource/builder.go FilenameParam, visitByPaths; visitor.go FilterByLabelSelector (v1.36)
export function* readManifests(call: Call): Activity<Manifests> {
  const { given, terminal } = call
  if (given.has('kustomize')) {
    throw new CommandError(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${given.text('kustomize')}'`,
    )
  }
  const reading = new ManifestReading(call)
  for (const name of given.list('filename')) {
    if (name === '-') {
      let text = ''
      for (let piece = yield* terminal.stdin.read(); piece !== undefined; piece = yield* terminal.stdin.read()) {
        text += piece
      }
      reading.read(text, STDIN)
    } else for (const path of filesIn(call, name)) reading.read(terminal.readFile(path) ?? '', path)
  }
  return reading
}

function filesIn({ terminal, given }: Call, name: string): readonly string[] {
  if (/^https?:\/\//.test(name)) {
    throw new CommandError(`unable to read URL ${JSON.stringify(name)}: what is there is not known to the simulation`)
  }
  const names = terminal.listDirectory(name)
  if (!names) {
    if (terminal.readFile(name) === undefined) throw new CommandError(`the path ${JSON.stringify(name)} does not exist`)
    return [name]
  }
  const base = name.replace(/\/+$/, '')
  return [...names].sort().flatMap((each) => {
    const path = `${base}/${each}`
    if (terminal.listDirectory(path)) return given.bool('recursive') ? filesIn({ terminal, given } as Call, path) : []
    return /\.(?:ya?ml|json)$/.test(each) ? [path] : []
  })
}

class ManifestReading implements Manifests {
  readonly objects: ManifestObject[] = []
  readonly errors: string[] = []
  readonly #call: Call
  readonly #selector: Selector

  constructor(call: Call) {
    this.#call = call
    const selector = parseLabelSelector(call.given.text('selector'))
    if ('wrong' in selector) throw new CommandError(selector.wrong)
    this.#selector = selector
  }

  read(text: string, source: string): void {
    const { values, syntaxError } = fileObjects(text)
    for (const value of values) if (!this.#take(value, source)) return
    if (syntaxError !== undefined) {
      this.errors.push(`error parsing ${source}: error converting YAML to JSON: ${syntaxError}`)
    }
  }

  /** False: kubectl goes no further in this file. */
  #take(value: unknown, source: string): boolean {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.errors.push(INVALID(source, 'invalid object to validate'))
      return false
    }
    const given = value as Record<string, unknown>
    const missing = typeMistakes(given)
    if (missing.length > 0) {
      this.errors.push(INVALID(source, missing.length === 1 ? `${missing[0]}` : `[${missing.join(', ')}]`))
      return false
    }
    if (given.kind === 'List' && given.apiVersion === 'v1') {
      const items: readonly unknown[] = Array.isArray(given.items) ? given.items : []
      return items.every((item) => this.#take(item, source))
    }
    this.#object(given as unknown as KubeObject, source)
    return true
  }

  #object(object: KubeObject, source: string): void {
    const { apiVersion, kind } = object
    const { errors } = decode({ metadata: object.metadata ?? {} }, 'ObjectWithMetadata')
    const wrong = errors.find((error) => error.kind === 'wrong-type')
    if (wrong) {
      this.errors.push(`unable to decode ${JSON.stringify(source)}: ${wrong.message}`)
      return
    }
    const metadata = object.metadata ?? {}
    const info =
      this.#call.client.kinds().find((each) => each.apiVersion === apiVersion && each.kind === kind) ??
      // A kind in small letters is for the server to refuse.
      knownKinds().find((each) => each.apiVersion === apiVersion && each.kind.toLowerCase() === kind)
    if (!info) {
      this.errors.push(
        `resource mapping not found for name: "${metadata.name ?? ''}" namespace: "${metadata.namespace ?? ''}" from ${JSON.stringify(source)}: no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
      )
      return
    }
    const { namespace, namespaceGiven } = this.#call
    const own = metadata.namespace ?? ''
    if (info.namespaced && namespaceGiven && own !== '' && own !== namespace) {
      this.errors.push(
        `the namespace from the provided object "${own}" does not match the namespace "${namespace}". You must pass '--namespace=${own}' to perform this operation.`,
      )
      return
    }
    if (!matchesSelector(metadata.labels, this.#selector)) return
    const sent = { ...object, metadata: { ...metadata, ...(info.namespaced ? { namespace: own || namespace } : {}) } }
    this.objects.push({ source, info, namespace: info.namespaced ? own || namespace : '', object: sent })
  }
}

// kubectl: pkg/validation (paramVerifyingSchema) getObjectKind (v1.36)
function typeMistakes(given: Readonly<Record<string, unknown>>): string[] {
  return (['apiVersion', 'kind'] as const).flatMap((field) => {
    const { [field]: type } = given
    if (type === undefined || type === null || type === '') return [`${field} not set`]
    return typeof type === 'string' ? [] : [`${field} isn't string type`]
  })
}
