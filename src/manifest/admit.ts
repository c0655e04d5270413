import { ownValue } from '../lib/own.ts'
import type { Cluster } from './admission/cluster.ts'
import { admitCreate, judgeFields, type Verdict } from './admission/create.ts'
import { type ApiRefusal, badRequest, clientError } from './api-error.ts'
import type { DecodeError } from './decode.ts'
import { type FieldError, fieldErrorText, problemCodeOf } from './field-error.ts'
import { missingNamespace, withoutName } from './missing-names.ts'
import { nearestName } from './nearest-name.ts'
import type { KubeObject } from './object/meta.ts'
import { beginMeta } from './object/new-meta.ts'
import { randomSuffix } from './object/random-suffix.ts'
import { item } from './path.ts'
import { type Place, placeWithin, problemAt } from './place.ts'
import { type Ignored, ignoredFields, ignoredWorkloadFields } from './pod/not-simulated.ts'
import type { Pod } from './pod/pod.ts'
import type { Problem } from './problem.ts'
import { cannotBeHandled, decodeObject, type FieldValidation, notRegistered, strictDecodingError } from './read-body.ts'
import { servedKind } from './schema/custom-kind.ts'
import { type KindInfo, knownKinds, versionsOf } from './schema/kinds.ts'

/** An object on its way into the cluster: what of it arrived, and what was said about it. */
export interface Admitted {
  readonly objects: readonly KubeObject[]
  readonly problems: readonly Problem[]
  /** One for each object that kubectl or the API server refuses. */
  readonly refusals: readonly ApiRefusal[]
  /** What else there is to refuse in objects that got no further than their unknown fields: said without those. */
  readonly hidden: readonly ApiRefusal[]
}

/** When an object comes: before anything has happened, or while the cluster runs, as the engine's API server decides. */
export type Arrival = 'atStart' | 'later'

/**
 * One document's value → objects as the API server would store them. Of what comes later only the fields are judged:
 * nobody knows yet what will be there.
 */
export function admitValue(
  value: unknown,
  place: Place,
  cluster: Cluster,
  arrival: Arrival = 'atStart',
  validation: FieldValidation = 'strict',
): Admitted {
  const admission = new Admission(cluster, arrival, validation)
  admission.admit(value, place)
  return admission
}

class Admission implements Admitted {
  readonly objects: KubeObject[] = []
  readonly problems: Problem[] = []
  readonly refusals: ApiRefusal[] = []
  readonly hidden: ApiRefusal[] = []
  readonly #cluster: Cluster
  readonly #arrival: Arrival
  readonly #validation: FieldValidation

  constructor(cluster: Cluster, arrival: Arrival, validation: FieldValidation) {
    this.#cluster = cluster
    this.#arrival = arrival
    this.#validation = validation
  }

  admit(value: unknown, place: Place): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#refuse(clientError(validatingData('invalid object to validate'), true))
      const note = { kind: 'notAnObject' } as const
      this.problems.push(problemAt(place, { code: 'missing-kind', severity: 'error', note, path: '', at: 'value' }))
      return
    }
    const given = value as Record<string, unknown>
    const { apiVersion, kind } = given
    if (!this.#hasType(given, place)) return
    if (kind === 'List' && apiVersion === 'v1') {
      const items = Array.isArray(given.items) ? given.items : []
      for (const [index, part] of items.entries()) this.admit(part, placeWithin(place, item('items', index)))
      return
    }
    const info = servedKind(apiVersion as string, kind as string, this.#cluster)
    if (!info) {
      this.#unknownKind(given, place)
      return
    }
    const object = this.#decoded(given, info, place)
    if (object) this.#judge(object, info, place)
  }

  // kubectl: pkg/validation (paramVerifyingSchema) getObjectKind (v1.36)
  #hasType(given: Record<string, unknown>, place: Place): boolean {
    const missing = (['apiVersion', 'kind'] as const).flatMap((field) => {
      const type = ownValue(given, field)
      if (type === undefined || type === null || type === '') return [[field, `${field} not set`]]
      return typeof type === 'string' ? [] : [[field, `${field} isn't string type`]]
    })
    if (missing.length === 0) return true
    const texts = missing.map(([, text]) => text)
    const text = texts.length === 1 ? `${texts[0]}` : `[${texts.join(', ')}]`
    this.#refuse(clientError(validatingData(text), true))
    for (const [field = '', message = ''] of missing) this.#report(place, 'missing-kind', message, field)
    return false
  }

  #unknownKind(given: Record<string, unknown>, place: Place): void {
    const { apiVersion, kind } = given as { apiVersion: string; kind: string }
    const metadata = (given.metadata ?? {}) as { name?: unknown; namespace?: unknown }
    const capital = knownKinds().find((info) => info.apiVersion === apiVersion && info.kind.toLowerCase() === kind)
    if (capital) {
      const message = notRegistered(kind, capital)
      this.#refuse(badRequest(message))
      this.#report(place, 'unknown-kind', message, 'kind', capital.kind)
      return
    }
    const noMatch = `no matches for kind "${kind}" in version "${apiVersion}"`
    const name = typeof metadata.name === 'string' ? metadata.name : ''
    const namespace = typeof metadata.namespace === 'string' ? metadata.namespace : ''
    this.#refuse(
      clientError(
        (source) =>
          `resource mapping not found for name: "${name}" namespace: "${namespace}" from "${source}": ${noMatch}\nensure CRDs are installed first`,
        false,
      ),
    )
    const version = versionsOf(kind)[0]
    const meant = nearestName(
      kind,
      knownKinds().map((known) => known.kind),
    )
    if (apiVersion.startsWith('kubelet.config.k8s.io/')) {
      const parts = { code: 'unknown-kind', severity: 'error', message: noMatch, path: 'kind', at: 'value' } as const
      this.problems.push(problemAt(place, { ...parts, hint: { kind: 'kubeletConfiguration' } as const }))
    } else if (version !== undefined) this.#report(place, 'unknown-kind', noMatch, 'apiVersion', version)
    else this.#report(place, 'unknown-kind', noMatch, 'kind', meant)
  }

  #decoded(given: Record<string, unknown>, info: KindInfo, place: Place): KubeObject | undefined {
    const { object, errors } = decodeObject(given, info)
    return this.#readable(object, errors, info, place)
  }

  /** Undefined, and refused, where it has fields that nobody knows or values of the wrong type. */
  #readable(object: KubeObject, errors: readonly DecodeError[], info: KindInfo, place: Place): KubeObject | undefined {
    const wrongType = errors.find((error) => error.kind === 'wrong-type')
    if (!wrongType && this.#validation !== 'strict') {
      if (this.#validation === 'warn') this.#warnOfUnknown(errors, place)
      return object
    }
    for (const error of errors) {
      const atKey = error.kind === 'unknown-field'
      this.problems.push(
        problemAt(place, {
          code: error.kind,
          severity: 'error',
          message: atKey ? `strict decoding error: ${error.message}` : error.message,
          path: error.path,
          at: atKey ? 'key' : 'value',
          ...(error.meant === undefined ? {} : { meant: error.meant }),
        }),
      )
    }
    if (errors.length > 0) {
      const said = wrongType ? wrongType.message : strictDecodingError(errors.map(({ message }) => message))
      // The metadata of anything kubectl reads itself.
      if (wrongType?.path.startsWith('metadata')) {
        this.#refuse(clientError((source) => `unable to decode "${source}": ${wrongType.message}`, false))
        return undefined
      }
      this.#refuse(badRequest(cannotBeHandled(info, said)))
      if (!wrongType) {
        identify(object, info, place)
        const { refusal } = judgeFields(object, info)
        if (refusal) this.hidden.push(refusal)
      }
      return undefined
    }
    return object
  }

  // apiserver: pkg/endpoints/handlers/create.go, fieldValidation=Warn (v1.36)
  #warnOfUnknown(errors: readonly DecodeError[], place: Place): void {
    for (const { message, path, meant } of errors) {
      const parts = { code: 'unknown-field', severity: 'warning', message, path, at: 'key' } as const
      this.problems.push(problemAt(place, meant === undefined ? parts : { ...parts, meant }))
    }
  }

  /** In the order of the API server: names, defaults, admission, validation. */
  #judge(object: KubeObject, info: KindInfo, place: Place): void {
    identify(object, info, place)
    if (!object.metadata.name && this.#arrival === 'atStart') {
      this.#refuse(withoutName(object, info))
      this.#report(
        place,
        'required',
        'metadata.name: Required value: name or generateName is required',
        'metadata.name',
      )
      return
    }
    // Asked before defaults: what is ignored is what the user wrote.
    const ignored = ignoredOf(object)
    const verdict = this.#arrival === 'later' ? judgeFields(object, info) : admitCreate(object, info, this.#cluster, 0)
    for (const warning of verdict.warnings) {
      this.problems.push(problemAt(place, { code: 'invalid', severity: 'warning', at: 'key', ...warning }))
    }
    if (verdict.refusal) {
      this.#refused(object, verdict, verdict.refusal, place)
      return
    }
    for (const { path, note } of [...ignored, ...ignoredKind(info)]) {
      this.problems.push(problemAt(place, { code: 'not-simulated', severity: 'info', note, path, at: 'key' }))
    }
    this.objects.push(object)
  }

  #refused(object: KubeObject, { errors }: Verdict, refusal: ApiRefusal, place: Place): void {
    this.#refuse(refusal)
    for (const error of errors) this.#fieldProblem(error, place)
    if (errors.length > 0) return
    if (refusal.status?.reason === 'NotFound') {
      this.problems.push(missingNamespace(refusal.message, object.metadata.namespace ?? '', place))
      return
    }
    const code = refusal.status?.reason === 'AlreadyExists' ? 'duplicate' : 'forbidden'
    this.#report(place, code, refusal.message, refusal.path)
  }

  #fieldProblem(error: FieldError, place: Place): void {
    const { path } = error
    const at = error.near !== undefined || error.type === 'Forbidden' ? 'key' : 'value'
    const problem = problemAt(place, {
      code: problemCodeOf(error),
      severity: 'error',
      message: fieldErrorText(error),
      path: error.near ?? path,
      at,
    })
    this.problems.push({ ...problem, path })
  }

  #report(place: Place, code: Problem['code'], message: string, path: string, meant?: string): void {
    const parts = { code, severity: 'error', message, path, at: 'value' } as const
    this.problems.push(problemAt(place, meant === undefined ? parts : { ...parts, meant }))
  }

  #refuse(refusal: ApiRefusal): void {
    this.refusals.push(refusal)
  }
}

/** What a new object has of its metadata when it arrives: a name that is made up, too. */
function identify(object: KubeObject, info: KindInfo, place: Place): void {
  beginMeta(object, info)
  const { metadata } = object
  if (!metadata.name && metadata.generateName) {
    metadata.name = metadata.generateName.slice(0, 58) + randomSuffix(`${metadata.generateName}/${place.document}`)
  }
}

const SIMULATED_KINDS = new Set([
  'Pod',
  'HorizontalPodAutoscaler',
  'Service',
  'ConfigMap',
  'Secret',
  'Namespace',
  'ServiceAccount',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
  'LimitRange',
  'Node',
  'PodDisruptionBudget',
  'ResourceQuota',
  'RuntimeClass',
  'Job',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
])

function ignoredOf(object: KubeObject): Ignored[] {
  if (object.kind === 'Pod') return ignoredFields((object as Pod).spec ?? {})
  return ignoredWorkloadFields(object)
}

function ignoredKind({ kind }: KindInfo): Ignored[] {
  return SIMULATED_KINDS.has(kind) ? [] : [{ path: 'kind', note: { kind: 'ignoredKind', objectKind: kind } }]
}

function validatingData(what: string): (source: string) => string {
  return (source) =>
    `error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`
}
