import { ownValue } from '../../lib/own.ts'
import type { ManifestNote } from '../note.ts'
import type { JobSpec } from '../object/job.ts'
import type { KubeObject } from '../object/meta.ts'
import { podTemplateOf } from '../object/pod-template.ts'
import type { StatefulSetSpec } from '../object/stateful-set.ts'
import { child, item } from '../path.ts'
import type { PodSpec } from './pod.ts'
import { CAPABILITIES, type SecurityContext } from './security-context.ts'

/**
 * Fields that are read, checked and then ignored by the simulation, so that nobody waits for what will not happen.
 * Whoever teaches the engine one of them takes it off its list.
 */
const POD_FIELDS = ['hostUsers', 'hostnameOverride', 'os', 'schedulingGroup']
const POD_SECURITY_FIELDS = [
  'appArmorProfile',
  'fsGroupChangePolicy',
  'seLinuxChangePolicy',
  'seLinuxOptions',
  'seccompProfile',
  'supplementalGroupsPolicy',
  'windowsOptions',
]
const CONTAINER_FIELDS = ['volumeDevices']
const SECURITY_FIELDS = [
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'procMount',
  'seLinuxOptions',
  'seccompProfile',
  'windowsOptions',
]
/** The volumes that a container finds something in. */
const VOLUMES = new Set([
  'name',
  'emptyDir',
  'configMap',
  'secret',
  'downwardAPI',
  'projected',
  'hostPath',
  'persistentVolumeClaim',
  // Disabled in a cluster, too.
  'gitRepo',
])

/** By the definition that has them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  PodSpec: [...POD_FIELDS, 'resourceClaims', 'hostIPC', 'runtimeClassName'],
  PodSecurityContext: POD_SECURITY_FIELDS,
  Container: [...CONTAINER_FIELDS, 'stdinOnce'],
  SecurityContext: SECURITY_FIELDS,
  EnvVarSource: ['fileKeyRef'],
  Lifecycle: ['stopSignal'],
  JobSpec: ['managedBy'],
  RollingUpdateStatefulSetStrategy: ['maxUnavailable'],
}

/** Whether a field of a definition, by its name without a version, is not simulated, or only in part. */
export function isIgnoredField(definition: string, field: string): boolean {
  if (definition === 'Volume') return !VOLUMES.has(field)
  return ownValue(FIELDS, definition)?.includes(field) ?? false
}

/** A field, and what of it is not simulated. */
export interface Ignored {
  readonly path: string
  readonly note: ManifestNote
}

export function ignoredFields(spec: PodSpec): Ignored[] {
  const paths = [
    ...setFields(spec, POD_FIELDS, 'spec'),
    ...setFields(spec.securityContext, POD_SECURITY_FIELDS, 'spec.securityContext'),
  ]
  const others: Ignored[] = []
  if (spec.resourceClaims?.length) others.push({ path: 'spec.resourceClaims', note: { kind: 'resourceClaims' } })
  if (spec.hostIPC) others.push({ path: 'spec.hostIPC', note: { kind: 'hostIPC' } })
  const capabilities: Ignored[] = []
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (spec[list] ?? []).entries()) {
      const at = item(child('spec', list), index)
      paths.push(...setFields(container, CONTAINER_FIELDS, at))
      paths.push(...setFields(container.securityContext, SECURITY_FIELDS, child(at, 'securityContext')))
      capabilities.push(...otherCapabilities(container.securityContext, child(at, 'securityContext.capabilities')))
      if (container.stdinOnce) others.push({ path: child(at, 'stdinOnce'), note: { kind: 'stdinOnce' } })
      for (const [number, variable] of (container.env ?? []).entries()) {
        if (variable.valueFrom?.fileKeyRef) paths.push(child(item(child(at, 'env'), number), 'valueFrom.fileKeyRef'))
      }
      if (container.lifecycle?.stopSignal !== undefined) paths.push(child(child(at, 'lifecycle'), 'stopSignal'))
    }
  }
  for (const [index, volume] of (spec.volumes ?? []).entries()) {
    const unknown = Object.keys(volume).filter((field) => !VOLUMES.has(field))
    paths.push(...unknown.map((field) => child(item('spec.volumes', index), field)))
  }
  return [
    ...(spec.runtimeClassName ? [{ path: 'spec.runtimeClassName', note: { kind: 'runtimeClass' } as const }] : []),
    ...paths.map(notYet),
    ...capabilities,
    ...others,
  ]
}

/** Of what makes Pods: of itself, and of its Pods. */
export function ignoredWorkloadFields(object: KubeObject): Ignored[] {
  const template = podTemplateOf(object)
  if (!template) return []
  const at = template.path.slice(0, -1).join('.')
  return [
    ...ownFields(object),
    ...ignoredFields(template.spec).map(({ path, note }) => ({ path: `${at}.${path}`, note })),
  ]
}

function ownFields({ kind, spec }: KubeObject): Ignored[] {
  if (kind === 'Job') {
    const { manualSelector } = (spec ?? {}) as Partial<JobSpec>
    // Who does not say that the selector is his own gets another.
    return setFields(spec as object, manualSelector ? ['managedBy'] : ['managedBy', 'selector'], 'spec').map(notYet)
  }
  if (kind !== 'StatefulSet') return []
  const { updateStrategy } = (spec ?? {}) as Partial<StatefulSetSpec>
  const gate = 'MaxUnavailableStatefulSet'
  return setFields(updateStrategy?.rollingUpdate, ['maxUnavailable'], 'spec.updateStrategy.rollingUpdate').map(
    (path) => ({ path, note: { kind: 'gateOff', field: 'maxUnavailable', gate } }),
  )
}

function notYet(path: string): Ignored {
  return { path, note: { kind: 'ignoredField', field: path.slice(path.lastIndexOf('.') + 1) } }
}

/** Those that no simulated program asks for: having or losing one changes nothing. */
function otherCapabilities(context: SecurityContext | undefined, path: string): Ignored[] {
  return (['add', 'drop'] as const).flatMap((list) =>
    (context?.capabilities?.[list] ?? []).flatMap((name, index) => {
      const known = name.toUpperCase() === 'ALL' || CAPABILITIES.some((capability) => capability === name.toUpperCase())
      return known
        ? []
        : [{ path: item(child(path, list), index), note: { kind: 'ignoredCapability', capability: name } as const }]
    }),
  )
}

function setFields(holder: object | undefined, fields: readonly string[], path: string): string[] {
  return fields.filter((field) => holder && Object.hasOwn(holder, field)).map((field) => child(path, field))
}
