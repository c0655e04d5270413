import { ownValue } from '../../lib/own.ts'
import { type FieldError, invalid, notSupported, required } from '../field-error.ts'
import { child } from '../path.ts'
import { setDefaultsPodSpec } from '../pod/defaults.ts'
import type { PodSpec } from '../pod/pod.ts'
import { validatePodSpec } from '../pod/validate-pod.ts'
import { hasLabels } from './has-labels.ts'
import type { KubeObject, LabelSelector, ObjectMeta } from './meta.ts'
import { meets } from './requirement.ts'
import { validateLabels } from './validate-meta.ts'

interface Template {
  metadata?: Partial<ObjectMeta>
  spec?: PodSpec
}

interface WorkloadSpec {
  selector?: LabelSelector
  template?: Template
  jobTemplate?: { spec?: WorkloadSpec }
  schedule?: string
  volumeClaimTemplates?: { metadata?: Partial<ObjectMeta> }[]
}

const WITH_SELECTOR = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'])

/** What is a Pod in it gets a Pod's defaults. Changes the object it is given. */
// apis/apps/v1, apis/batch/v1: zz_generated.defaults.go; apis/core/v1: conversion.go Convert_core_PodSpec_To_v1_PodSpec (v1.36)
export function setDefaultsWorkload(object: KubeObject): void {
  object.spec ??= {}
  const { spec } = templated(object)
  const podSpec = spec.template?.spec
  if (!podSpec) return
  setDefaultsPodSpec(podSpec)
  // It has two names.
  const account = podSpec.serviceAccountName || podSpec.serviceAccount
  if (!account) return
  podSpec.serviceAccountName = account
  podSpec.serviceAccount = account
}

/** Its template is judged as a Pod would be. */
// apis/apps/validation, apis/batch/validation: validation.go (v1.36)
export function validateWorkload(object: KubeObject): FieldError[] {
  const { kind, spec, path } = templated(object)
  const missing = object.kind === 'CronJob' && !(object.spec as WorkloadSpec | undefined)?.schedule
  return [...(missing ? [required('spec.schedule')] : []), ...templateErrors(kind, spec, path)]
}

/** What has the template: of a CronJob its Job. */
function templated(object: KubeObject): { kind: string; spec: WorkloadSpec; path: string } {
  const spec = (object.spec ?? {}) as WorkloadSpec
  if (object.kind !== 'CronJob') return { kind: object.kind, spec, path: 'spec' }
  return { kind: 'Job', spec: spec.jobTemplate?.spec ?? {}, path: 'spec.jobTemplate.spec' }
}

function templateErrors(kind: string, spec: WorkloadSpec, path: string): FieldError[] {
  const errors: FieldError[] = []
  if (WITH_SELECTOR.has(kind)) {
    const { selector } = spec
    if (!selector) errors.push(required(child(path, 'selector')))
    else if (isEmpty(selector)) {
      errors.push(
        invalid(
          child(path, 'selector'),
          selector,
          `empty selector is invalid for ${ownValue(WORDS, kind) ?? 'deployment'}`,
        ),
      )
    }
    if (!selector) errors.push(unselected(spec, path))
  }
  return [...errors, ...validateTemplate(spec, path, kind === 'Job')]
}

function unselected({ template }: WorkloadSpec, path: string): FieldError {
  const labelsPath = child(child(child(path, 'template'), 'metadata'), 'labels')
  return invalid(labelsPath, template?.metadata?.labels, '`selector` does not match template `labels`')
}

/** The template's labels are those that are looked for, and its Pods may be restarted for ever; but for a Job's. */
// apis/apps/validation: validation.go ValidatePodTemplateSpecForReplicaSet (v1.36)
export function validateTemplate(spec: WorkloadSpec, path: string, ofJob = false): FieldError[] {
  const errors: FieldError[] = []
  const template = spec.template ?? {}
  const templatePath = child(path, 'template')
  const labels = template.metadata?.labels
  if (!ofJob && spec.selector && !matches(spec.selector, labels ?? {})) errors.push(unselected(spec, path))
  errors.push(...validateLabels(labels, child(child(templatePath, 'metadata'), 'labels')))
  const podSpec: PodSpec = template.spec ?? defaultedSpec()
  // A StatefulSet's claims are volumes of its Pods, and win over the template's own of the same name.
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '')
  const claimed = claims.map((name) => ({ name, persistentVolumeClaim: { claimName: name } }))
  const judged =
    claimed.length === 0
      ? podSpec
      : { ...podSpec, volumes: [...(podSpec.volumes ?? []).filter(({ name }) => !claims.includes(name)), ...claimed] }
  const policyPath = child(child(templatePath, 'spec'), 'restartPolicy')
  const podErrors = validatePodSpec(judged, child(templatePath, 'spec'))
  errors.push(...podErrors)
  if (ofJob) {
    if (podSpec.restartPolicy === 'Always') errors.push(required(policyPath, JOB_POLICIES))
  } else if (podSpec.restartPolicy !== 'Always' && !podErrors.some(({ path: at }) => at === policyPath)) {
    errors.push(notSupported(policyPath, podSpec.restartPolicy, ['Always']))
  }
  return errors
}

/** Of a template that is not there. */
function defaultedSpec(): PodSpec {
  const spec: PodSpec = { containers: [] }
  setDefaultsPodSpec(spec)
  return spec
}

const JOB_POLICIES = 'valid values: "OnFailure", "Never"'
const WORDS: Readonly<Record<string, string>> = {
  Deployment: 'deployment',
  ReplicaSet: 'deployment',
  StatefulSet: 'statefulset',
  DaemonSet: 'daemonset',
}

function isEmpty({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return Object.keys(matchLabels ?? {}).length === 0 && !matchExpressions?.length
}

// apimachinery: pkg/apis/meta/v1/helpers.go LabelSelectorAsSelector (v1.36)
export function matches(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  if (selector.matchLabels && !hasLabels(labels, selector.matchLabels)) return false
  return (selector.matchExpressions ?? []).every((requirement) => meets(ownValue(labels, requirement.key), requirement))
}
