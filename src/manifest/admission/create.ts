import type { Time } from '../../lib/time.ts'
import { ApiRefusal, forbiddenError, invalidObject } from '../api-error.ts'
import type { FieldError } from '../field-error.ts'
import type { KubeObject } from '../object/meta.ts'
import { prepareObject } from '../object/prepare.ts'
import { objectWarnings } from '../object/warnings.ts'
import { setDefaultsPod } from '../pod/defaults.ts'
import type { Pod } from '../pod/pod.ts'
import { computePodQOS } from '../pod/qos.ts'
import { validatePod, validateStoredPod } from '../pod/validate-pod.ts'
import { podWarnings } from '../pod/warnings.ts'
import { groupResource, type KindInfo } from '../schema/kinds.ts'
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
  readonly warnings: readonly { readonly path: string; readonly message: string }[]
}

/** What the API server says of an object that is to be created. Changes it into what would be stored. */
// apiserver: pkg/endpoints/handlers/create.go, pkg/registry/rest/create.go BeforeCreate (v1.36): in their order
export function admitCreate(object: KubeObject, info: KindInfo, cluster: Cluster, now: Time): Verdict {
  const nowhere = namespaceNotFound(object, cluster)
  if (nowhere) return { refusal: nowhere, errors: [], warnings: [] }
  const errorsOf = setDefaults(object, info)
  const unfit = mutatingAdmission(object, cluster)
  if (unfit) return { refusal: forbiddenError(object, info, unfit), errors: [], warnings: [] }
  const verdict = fieldVerdict(object, info, errorsOf())
  if (verdict.refusal) return verdict
  const tooLarge = tooLargeToStore(object)
  if (tooLarge) return { refusal: tooLarge, errors: [], warnings: verdict.warnings }
  const { rejection, warnings } = validatingAdmission(object, info, cluster, now)
  const all = [...verdict.warnings, ...warnings.map((message) => ({ path: 'spec', message }))]
  if (rejection) return { refusal: forbiddenError(object, info, rejection), errors: [], warnings: all }
  if (cluster.find(info.kind, object.metadata.namespace ?? '', object.metadata.name)) {
    const message = `${groupResource(info)} "${object.metadata.name}" already exists`
    return { refusal: new ApiRefusal('AlreadyExists', message, { path: 'metadata.name' }), errors: [], warnings: all }
  }
  const errors = info.kind === 'Service' ? nodePortErrors(object, cluster) : []
  if (errors.length > 0) return { refusal: invalidObject(object, info, errors), errors, warnings: all }
  return { errors: [], warnings: all }
}

/** As much as can be said of an object before anybody knows what else will be there. Changes it. */
export function judgeFields(object: KubeObject, info: KindInfo): Verdict {
  return fieldVerdict(object, info, setDefaults(object, info)())
}

/** What would be wrong with an object as it is stored. Changes the object: what is missing gets its default. */
export function storedErrors(object: KubeObject, info: KindInfo): readonly FieldError[] {
  if (info.kind !== 'Pod') return setDefaults(object, info)()
  const pod = object as Pod
  pod.spec ??= { containers: [] }
  pod.spec.containers ??= []
  setDefaultsPod(pod.spec)
  return validateStoredPod(pod)
}

/** Returns how to validate the object once admission has changed it. */
function setDefaults(object: KubeObject, info: KindInfo): () => FieldError[] {
  if (info.kind !== 'Pod') {
    const { errors } = prepareObject(object, info)
    return () => errors
  }
  const pod = object as Pod
  pod.spec ??= { containers: [] }
  pod.spec.containers ??= []
  setDefaultsPod(pod.spec)
  return () => {
    const errors = validatePod(pod)
    // Nobody but the server says how a Pod is.
    pod.status = { phase: 'Pending', qosClass: errors.length === 0 ? computePodQOS(pod.spec) : 'BestEffort' }
    return errors
  }
}

function fieldVerdict(object: KubeObject, info: KindInfo, errors: readonly FieldError[]): Verdict {
  const warnings = info.kind === 'Pod' ? podWarnings(object as Pod) : objectWarnings(object)
  return errors.length === 0 ? { errors, warnings } : { refusal: invalidObject(object, info, errors), errors, warnings }
}
