import type { Time } from '../../lib/time.ts'
import { ApiRefusal, forbiddenError, invalidObject } from '../api-error.ts'
import { newAlreadyExists } from '../api-status.ts'
import type { FieldError } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import type { Warning } from '../object/warnings.ts'
import { metadataErrors } from '../registry/metadata-errors.ts'
import { strategyOf } from '../registry/registry.ts'
import type { KindInfo } from '../schema/kinds.ts'
import type { Cluster } from './cluster.ts'
import { namespaceNotFound } from './namespace-lifecycle.ts'
import { tooLargeToStore } from './object-size.ts'
import { mutatingAdmission, validatingAdmission } from './plugins.ts'
import { nodePortErrors } from './service-ports.ts'

export interface Verdict {
  /** Undefined: the object may be stored. */
  readonly refusal?: ApiRefusal
  /** Of a refusal for what the fields say: each of them. */
  readonly errors: readonly FieldError[]
  /** What kubectl prints behind "Warning: ". */
  readonly warnings: readonly Warning[]
}

export interface Coming {
  /** It has come out of here before, for another cluster. */
  readonly judged?: boolean | undefined
  /** Its name was made up: whoever refuses it before it has one names what the name begins with. */
  readonly generated?: boolean | undefined
}

/** What the API server says of an object that is to be created. Changes it into what would be stored. */
// apiserver: pkg/endpoints/handlers/create.go, pkg/registry/rest/create.go BeforeCreate (v1.36): in their order
export function admitCreate(
  object: KubeObject,
  info: KindInfo,
  cluster: Cluster,
  now: Time,
  { judged = false, generated = false }: Coming = {},
): Verdict {
  const nowhere = namespaceNotFound(object, cluster)
  if (nowhere) return { refusal: nowhere, errors: [], warnings: [] }
  strategyOf(info).setDefaults(object)
  const unfit = mutatingAdmission(object, cluster)
  if (unfit) {
    const { name, generateName = name } = object.metadata
    const refusal = forbiddenError(generated ? generateName : name, info, unfit)
    return { refusal, errors: [], warnings: [] }
  }
  const verdict = fieldVerdict(object, info, judged)
  if (verdict.refusal) return verdict
  const tooLarge = tooLargeToStore(object)
  if (tooLarge) return { refusal: tooLarge, errors: [], warnings: verdict.warnings }
  const { rejection, warnings } = validatingAdmission(object, info, cluster, now)
  const all = [...verdict.warnings, ...warnings.map((message) => ({ path: 'spec', message }))]
  if (rejection) return { refusal: forbiddenError(object.metadata.name, info, rejection), errors: [], warnings: all }
  if (cluster.find(info.kind, object.metadata.namespace ?? '', object.metadata.name)) {
    const refusal = new ApiRefusal(newAlreadyExists(info, object.metadata.name), { path: 'metadata.name' })
    return { refusal, errors: [], warnings: all }
  }
  const errors = info.kind === 'Service' ? nodePortErrors(object, cluster) : []
  if (errors.length > 0) return { refusal: invalidObject(object, info, errors), errors, warnings: all }
  return { errors: [], warnings: all }
}

/** As much as can be said of an object before anybody knows what else will be there. Changes it. */
export function judgeFields(object: KubeObject, info: KindInfo): Verdict {
  strategyOf(info).setDefaults(object)
  return fieldVerdict(object, info)
}

/** Of an object with all its defaults. */
function fieldVerdict(object: KubeObject, info: KindInfo, judged = false): Verdict {
  const strategy = strategyOf(info)
  const ofMetadata = metadataErrors(object.metadata, info)
  const errors = judged ? ofMetadata : [...ofMetadata, ...strategy.validate(object), ...strategy.validateCreate(object)]
  const warnings = judged ? [] : strategy.warnings(object)
  if (errors.length > 0) return { refusal: invalidObject(object, info, errors), errors, warnings }
  strategy.prepareForCreate(object)
  return { errors, warnings }
}
