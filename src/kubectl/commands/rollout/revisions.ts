import { ensure } from '../../../lib/assert.ts'
import { ownValue } from '../../../lib/own.ts'
import type { KubeObject, LabelSelector, ObjectMeta } from '../../../manifest/object/meta.ts'
import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { groupOf, kindInfo } from '../../../manifest/schema/kinds.ts'
import type { Activity } from '../../client/api-client.ts'
import { type Call, CommandError } from '../../command-line/command.ts'
import { at, numberAt } from '../../printers/field.ts'

const REVISION = 'deployment.kubernetes.io/revision'
export const CHANGE_CAUSE = 'kubernetes.io/change-cause'

/** What an object was once to be like. */
export interface Revision {
  readonly number: number
  /** A ReplicaSet of a Deployment; of others a ControllerRevision. */
  readonly kept: KubeObject
  readonly changeCause: string
}

/** Job.batch, Pod. */
export function kindOf(object: KubeObject): string {
  const group = groupOf(object)
  return group === '' ? object.kind : `${object.kind}.${group}`
}

/** Undefined: nobody keeps the revisions of this kind. The oldest first. */
// kubectl: pkg/polymorphichelpers/history.go (v1.36)
export function* revisionsOf(call: Call, object: KubeObject): Activity<readonly Revision[] | undefined> {
  if (object.kind === 'Deployment') {
    const kept = yield* owned(call, object, 'ReplicaSet')
    return inOrder(kept.map((each) => revision(each, Number(ownValue(each.metadata.annotations, REVISION)))))
  }
  if (object.kind !== 'StatefulSet' && object.kind !== 'DaemonSet') return undefined
  const kept = yield* owned(call, object, 'ControllerRevision')
  return inOrder(kept.map((each) => revision(each, numberAt(each, 'revision'))))
}

function revision(kept: KubeObject, number: number): Revision {
  return { number, kept, changeCause: ownValue(kept.metadata.annotations, CHANGE_CAUSE) ?? '' }
}

function inOrder(revisions: readonly Revision[]): Revision[] {
  return revisions.filter(({ number }) => !Number.isNaN(number)).toSorted((a, b) => a.number - b.number)
}

function* owned({ client }: Call, object: KubeObject, kind: string): Activity<readonly KubeObject[]> {
  const info = ensure(kindInfo('apps/v1', kind), 'a kind of revisions')
  const labelSelector = selectorOf((at(object, 'spec', 'selector') ?? {}) as LabelSelector)
  const reply = yield* client.list(info, object.metadata.namespace, { labelSelector })
  if (reply.status) throw new CommandError(reply.status)
  return reply.ok.filter(({ metadata }) =>
    metadata.ownerReferences?.some(({ uid, controller }) => controller && uid === object.metadata.uid),
  )
}

/** The Pod template that a revision keeps. */
export interface Template {
  readonly metadata?: Partial<ObjectMeta>
  readonly spec?: unknown
}

export function templateOf({ kept }: Revision): Template {
  const path = kept.kind === 'ReplicaSet' ? ['spec', 'template'] : ['data', 'spec', 'template']
  return (at(kept, ...path) ?? {}) as Template
}
