import type { Container } from '../../manifest/pod/container.ts'
import { remove, setValue } from '../../manifest/text/edits.ts'
import { edited } from '../../manifest/text/text-edit.ts'
import type { Trace } from '../../trace/trace.ts'
import type { Candidate, FixWhat, Proposal } from './fix.ts'
import type { ObjectName, Patient } from './patient.ts'
import { type isSamePod, writtenAs } from './written.ts'

/** One container of a Pod, and its place in the manifest. */
export interface Bed extends Patient {
  readonly pod: { readonly namespace: string; readonly name: string }
  /** Whether a Pod of another run is this one. */
  readonly isMine: ReturnType<typeof isSamePod>
  readonly container: Container | undefined
  readonly path: string
}

/** The text with one value set; undefined: that cannot be written into it. */
function withValue(patient: Patient, object: ObjectName, path: string, value: unknown): string | undefined {
  const place = placeOf(patient, object, path)
  const edit = place && setValue(patient.stream, place.document, place.path, value)
  return edit && edited(patient.stream.text, edit)
}

function withoutField(patient: Patient, object: ObjectName, path: string): string | undefined {
  const place = placeOf(patient, object, path)
  const edit = place && remove(patient.stream, place.document, place.path)
  return edit && edited(patient.stream.text, edit)
}

/** A Pod that is not in the text itself is made of a template that is. */
function placeOf(patient: Patient, { kind, namespace, name }: ObjectName, path: string) {
  const written =
    kind === 'Pod' ? writtenAs(patient, { namespace, name }) : { object: { kind, namespace, name }, prefix: '' }
  const document = written && patient.documentOf(written.object.kind, namespace, written.object.name)
  return document === undefined ? undefined : { document, path: `${written?.prefix}${path}` }
}

export function unsetProposal(
  patient: Patient,
  object: ObjectName,
  path: string,
  what: FixWhat,
  cures: Candidate['cures'],
): readonly Proposal[] {
  const text = withoutField(patient, object, path)
  return text === undefined ? [] : [{ kind: 'ready', candidate: { what, text, cures } }]
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
