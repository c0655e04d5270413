import type { Container } from '../../manifest/pod/container.ts'
import { remove, setValue } from '../../manifest/text/edits.ts'
import type { ManifestStream } from '../../manifest/text/parse.ts'
import { edited } from '../../manifest/text/text-edit.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Candidate, FixWhat, Proposal } from './fix.ts'

/** Where the text has an object: the number of its document. */
export type DocumentOf = (kind: string, namespace: string, name: string) => number | undefined

/** A text, its objects, and the run of it: what a fix is made from. */
export interface Patient {
  readonly trace: Trace
  readonly stream: ManifestStream
  readonly documentOf: DocumentOf
}

/** One container of a Pod, and its place in the manifest. */
export interface Bed extends Patient {
  readonly pod: { readonly namespace: string; readonly name: string }
  readonly container: Container | undefined
  readonly path: string
}

export interface ObjectName {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** The text with one value set; undefined: that cannot be written into it. */
function withValue(
  { stream, documentOf }: Patient,
  { kind, namespace, name }: ObjectName,
  path: string,
  value: unknown,
): string | undefined {
  const document = documentOf(kind, namespace, name)
  const edit = document === undefined ? undefined : setValue(stream, document, path, value)
  return edit && edited(stream.text, edit)
}

function withoutField(
  { stream, documentOf }: Patient,
  { kind, namespace, name }: ObjectName,
  path: string,
): string | undefined {
  const document = documentOf(kind, namespace, name)
  const edit = document === undefined ? undefined : remove(stream, document, path)
  return edit && edited(stream.text, edit)
}

export function setProposal(
  patient: Patient,
  object: ObjectName,
  path: string,
  value: unknown,
  what: FixWhat,
  cures: Candidate['cures'],
): readonly Proposal[] {
  const text = withValue(patient, object, path, value)
  return text === undefined ? [] : [{ kind: 'ready', candidate: { what, text, cures } }]
}

/** A value of the container's Pod that a run with `tried` there shows; undefined: without that field. */
export function explore(
  bed: Bed,
  path: string,
  tried: unknown,
  find: (run: Trace) => { readonly path: string; readonly value: unknown } | undefined,
  cures: Candidate['cures'],
): readonly Proposal[] {
  const pod = { kind: 'Pod', ...bed.pod }
  const text = tried === undefined ? withoutField(bed, pod, path) : withValue(bed, pod, path, tried)
  if (text === undefined) return []
  return [
    {
      kind: 'explore',
      text,
      conclude: (run) => {
        const found = find(run)
        const cure = found && withValue(bed, pod, found.path, found.value)
        if (found === undefined || cure === undefined) return undefined
        return { what: { kind: 'set', field: leafOf(found.path), value: String(found.value) }, text: cure, cures }
      },
    },
  ]
}

/** livenessProbe.failureThreshold, limits.memory, terminationGracePeriodSeconds: as one would call it. */
export function leafOf(path: string): string {
  const parts = path.replace(/^spec\.(?:\w+\[\d+\]\.)?/, '').split('.')
  return parts.slice(-2).join('.')
}
