import { duplicate, type FieldError, forbidden, invalid, notSupported, required } from '../field-error.ts'
import { isDNS1123Label, isDNS1123Subdomain, isInRange, isQualifiedName } from '../object/name.ts'
import { validateLabels } from '../object/validate-meta.ts'
import { child, item } from '../path.ts'
import { validateAffinity } from './affinity.ts'
import type { PodSpec } from './pod.ts'
import { validateHostNetworkPorts } from './port.ts'
import { validateTolerations } from './toleration.ts'
import { validateContainers, validateInitContainers } from './validate-container.ts'
import { validateResourceRequirements } from './validate-resources.ts'
import { validatePodSecurityContext } from './validate-security-context.ts'
import { validateVolumes } from './validate-volumes.ts'

const MAX_INT32 = 2147483647
const RESTART_POLICIES = ['Always', 'OnFailure', 'Never']
const DNS_POLICIES = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']

/** What only a Pod that is there already may have. */
// apis/core/validation: validation.go ValidatePodCreate (v1.36)
export function validateNewPod(spec: PodSpec, path: string): FieldError[] {
  const errors = validateImageWhitespace(spec, path)
  if (spec.ephemeralContainers?.length) {
    errors.push(forbidden(child(path, 'ephemeralContainers'), 'cannot be set on create'))
  }
  if (spec.nodeName && spec.schedulingGates?.length) {
    errors.push(forbidden(child(path, 'nodeName'), 'cannot be set until all schedulingGates have been cleared'))
  }
  return errors
}

// apis/core/validation: validation.go ValidatePodSpec (v1.36): in its order
export function validatePodSpec(spec: PodSpec, path: string): FieldError[] {
  const at = (field: string): string => child(path, field)
  const { containers = [], initContainers = [] } = spec
  const volumes = validateVolumes(spec.volumes ?? [], at('volumes'))
  const context = {
    volumes: volumes.names,
    gracePeriod: spec.terminationGracePeriodSeconds,
    restartPolicy: spec.restartPolicy,
  }
  const errors = volumes.errors
  errors.push(...validateContainers(containers, context, at('containers')))
  errors.push(...validateInitContainers(initContainers, containers, context, at('initContainers')))
  if (spec.resources) errors.push(...validateResourceRequirements(spec.resources, at('resources'), 'pod'))
  if (spec.hostNetwork) errors.push(...validateHostNetworkPorts(containers, at('containers')))
  errors.push(...validateChoice(spec.restartPolicy, RESTART_POLICIES, at('restartPolicy')))
  errors.push(...validateChoice(spec.dnsPolicy, DNS_POLICIES, at('dnsPolicy')))
  errors.push(...validateLabels(spec.nodeSelector, at('nodeSelector')))
  if (spec.securityContext) errors.push(...validatePodSecurityContext(spec.securityContext, at('securityContext')))
  if (spec.shareProcessNamespace && spec.hostPID) {
    const detail = 'ShareProcessNamespace and HostPID cannot both be enabled'
    errors.push({
      ...invalid(child(at('securityContext'), 'shareProcessNamespace'), true, detail),
      near: at('shareProcessNamespace'),
    })
  }
  if (spec.affinity) errors.push(...validateAffinity(spec.affinity, at('affinity')))
  errors.push(...validateReadinessGates(spec, at('readinessGates')))
  errors.push(...validateSchedulingGates(spec, at('schedulingGates')))
  errors.push(...validateName(spec.serviceAccountName, isDNS1123Subdomain, at('serviceAccountName')))
  errors.push(...validateName(spec.nodeName, isDNS1123Subdomain, at('nodeName')))
  const deadline = spec.activeDeadlineSeconds
  if (deadline !== undefined) {
    const wrong = isInRange(deadline, 1, MAX_INT32)
    errors.push(...wrong.map((each) => invalid(at('activeDeadlineSeconds'), deadline, each)))
  }
  errors.push(...validateName(spec.hostname, isDNS1123Label, at('hostname')))
  errors.push(...validateName(spec.subdomain, isDNS1123Label, at('subdomain')))
  errors.push(...validateTolerations(spec.tolerations ?? [], at('tolerations')))
  errors.push(...validateHostAliases(spec, at('hostAliases')))
  errors.push(...validateName(spec.priorityClassName, isDNS1123Subdomain, at('priorityClassName')))
  errors.push(...validateName(spec.runtimeClassName, isDNS1123Subdomain, at('runtimeClassName')))
  if (spec.preemptionPolicy !== undefined) {
    const policies = ['Never', 'PreemptLowerPriority']
    errors.push(...validateChoice(spec.preemptionPolicy, policies, at('preemptionPolicy')))
  }
  return errors
}

function validateChoice(value: string | undefined, choices: readonly string[], path: string): FieldError[] {
  if (!value) return [required(path)]
  return choices.includes(value) ? [] : [notSupported(path, value, choices)]
}

function validateName(name: string | undefined, wrong: (name: string) => string[], path: string): FieldError[] {
  return name ? wrong(name).map((each) => invalid(path, name, each)) : []
}

// apis/core/validation: validation.go validateReadinessGates (v1.36)
function validateReadinessGates({ readinessGates = [] }: PodSpec, path: string): FieldError[] {
  return readinessGates.flatMap(({ conditionType = '' }, index) =>
    isQualifiedName(conditionType).map((wrong) =>
      invalid(child(item(path, index), 'conditionType'), conditionType, wrong),
    ),
  )
}

// apis/core/validation: validation.go validateSchedulingGates (v1.36)
function validateSchedulingGates({ schedulingGates = [] }: PodSpec, path: string): FieldError[] {
  const seen = new Set<string>()
  return schedulingGates.flatMap(({ name = '' }, index) => {
    const at = child(item(path, index), 'name')
    const errors = isQualifiedName(name).map((wrong) => invalid(at, name, wrong))
    if (seen.has(name)) errors.push(duplicate(at, name))
    seen.add(name)
    return errors
  })
}

// apis/core/validation: validation.go ValidateHostAliases (v1.36)
function validateHostAliases({ hostAliases = [] }: PodSpec, path: string): FieldError[] {
  return hostAliases.flatMap(({ ip = '', hostnames = [] }, index) => {
    const at = item(path, index)
    const errors = isAddress(ip)
      ? []
      : [invalid(child(at, 'ip'), ip, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)')]
    for (const [position, hostname] of hostnames.entries()) {
      const wrong = isDNS1123Subdomain(hostname)
      errors.push(...wrong.map((each) => invalid(item(child(at, 'hostnames'), position), hostname, each)))
    }
    return errors
  })
}

function isAddress(text: string): boolean {
  const bytes = text.split('.')
  if (bytes.length === 4) return bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) < 256)
  return /^[0-9a-fA-F:]+$/.test(text) && text.includes(':') && text.length <= 45
}

function validateImageWhitespace(spec: PodSpec, path: string): FieldError[] {
  return (['containers', 'initContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ image = '' }, index) => {
      const at = child(item(child(path, list), index), 'image')
      return image === image.trim() ? [] : [invalid(at, image, 'must not have leading or trailing whitespace')]
    }),
  )
}
