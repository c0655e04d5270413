import type { KubeObject } from '../object/meta.ts'
import type { PodSpec } from '../pod/pod.ts'
import type { Cluster, Rejection } from './cluster.ts'

interface PriorityClass {
  readonly name: string
  readonly value: number
  readonly preemptionPolicy: string | undefined
}

/** Those that every cluster has. */
// apis/scheduling/v1: helpers.go SystemPriorityClasses (v1.36)
const SYSTEM_CLASSES: readonly PriorityClass[] = [
  { name: 'system-node-critical', value: 2_000_001_000, preemptionPolicy: 'PreemptLowerPriority' },
  { name: 'system-cluster-critical', value: 2_000_000_000, preemptionPolicy: 'PreemptLowerPriority' },
]
const WITHOUT_CLASS: PriorityClass = { name: '', value: 0, preemptionPolicy: 'PreemptLowerPriority' }

/** Turns the name of a Pod's class into its number. Changes the Pod it is given. */
// plugin/pkg/admission/priority: admission.go admitPod (v1.36)
export function admitPriority(spec: PodSpec, cluster: Cluster): Rejection | undefined {
  const asked = spec.priorityClassName
  const found = asked ? classNamed(asked, cluster) : (defaultClass(cluster) ?? WITHOUT_CLASS)
  if (!found) return { message: `no PriorityClass with name ${asked} was found`, path: 'spec.priorityClassName' }
  if (spec.priority !== undefined && spec.priority !== found.value) {
    const message = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${found.value} from the given PriorityClass name`
    return { message, path: 'spec.priority' }
  }
  const { preemptionPolicy } = found
  if (preemptionPolicy !== undefined && (spec.preemptionPolicy ?? preemptionPolicy) !== preemptionPolicy) {
    const message = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${preemptionPolicy} from the given PriorityClass name`
    return { message, path: 'spec.preemptionPolicy' }
  }
  if (found.name !== '') spec.priorityClassName = found.name
  spec.priority = found.value
  if (preemptionPolicy !== undefined) spec.preemptionPolicy = preemptionPolicy
  return undefined
}

/** A cluster has one class for those who name none. */
// plugin/pkg/admission/priority: admission.go validatePriorityClass (v1.36)
export function validatePriorityClass(object: KubeObject, cluster: Cluster): Rejection | undefined {
  const other = object.globalDefault ? defaultClass(cluster) : undefined
  if (!other) return undefined
  const message = `PriorityClass ${other.name} is already marked as default. Only one default can exist`
  return { message, path: 'globalDefault' }
}

function classNamed(name: string, cluster: Cluster): PriorityClass | undefined {
  const object = cluster.find('PriorityClass', '', name)
  return object ? classOf(object) : SYSTEM_CLASSES.find((each) => each.name === name)
}

/** The lowest, should there be several. */
// plugin/pkg/admission/priority: admission.go getDefaultPriorityClass (v1.36)
function defaultClass(cluster: Cluster): PriorityClass | undefined {
  return cluster
    .list('PriorityClass', '')
    .filter(({ globalDefault }) => globalDefault)
    .map(classOf)
    .reduce<PriorityClass | undefined>((least, each) => (least && least.value <= each.value ? least : each), undefined)
}

function classOf({ metadata, value, preemptionPolicy }: KubeObject): PriorityClass {
  return {
    name: metadata.name,
    value: (value as number | undefined) ?? 0,
    preemptionPolicy: preemptionPolicy as string | undefined,
  }
}
