import { ownValue } from '../../lib/own.ts'
import { controllerOf } from '../../manifest/object/controller-of.ts'
import type { PodRef } from '../../trace/pod-ref.ts'
import { objectKey } from '../../trace/trace.ts'
import type { ObjectName, Patient } from './patient.ts'

interface Named {
  readonly namespace: string
  readonly name: string
}

export interface Written {
  readonly object: ObjectName
  /** Where its Pods' fields begin. */
  readonly prefix: string
}

/** The object of the text that a Pod comes from: the Pod, or what keeps it by its template. */
export function writtenAs(patient: Patient, { namespace, name }: Named, kind = 'Pod'): Written | undefined {
  const { trace, documentOf } = patient
  if (documentOf(kind, namespace, name) !== undefined) {
    return { object: { kind, namespace, name }, prefix: ownValue(PREFIXES, kind) ?? 'spec.template.' }
  }
  const version = trace.objects.get(objectKey(kind, namespace, name))?.at(-1)
  const owner = version && controllerOf(version.object)
  return owner && owner.kind !== kind ? writtenAs(patient, { namespace, name: owner.name }, owner.kind) : undefined
}

const PREFIXES: Readonly<Record<string, string>> = { Pod: '', CronJob: 'spec.jobTemplate.spec.template.' }

/**
 * Which Pods of another run are this one: it has the same name, unless its name was made of what keeps it, which another
 * template makes anew.
 */
export function isSamePod(patient: Patient, pod: Named): (ref: Pick<PodRef, 'namespace' | 'name'>) => boolean {
  const written = writtenAs(patient, pod)
  const owner = written && written.object.kind !== 'Pod' ? written.object.name : undefined
  return ({ namespace, name }) =>
    namespace === pod.namespace && (owner === undefined ? name === pod.name : name.startsWith(`${owner}-`))
}
