import { ownValue } from '../../lib/own.ts'
import type { ResourceQuotaSpec } from '../admission/resource-quota/scopes.ts'
import type { FieldError } from '../field-error.ts'
import type { KindInfo } from '../schema/kinds.ts'
import { type LimitRangeItem, setDefaultsLimitRange } from './limit-range.ts'
import type { KubeObject } from './meta.ts'
import { isDNS1123Label, isDNS1123Subdomain } from './name.ts'
import { prepareNamespace } from './namespace.ts'
import { preparePriorityClass } from './priority-class.ts'
import { setDefaultsResourceQuota, validateResourceQuotaSpec } from './resource-quota.ts'
import { setDefaultsService, validateService } from './service.ts'
import { prepareStorage } from './storage.ts'
import { validateData } from './validate-data.ts'
import { type IngressSpec, validateIngress } from './validate-ingress.ts'
import { validateLimits } from './validate-limit-range.ts'
import { validateObjectMeta } from './validate-meta.ts'
import { prepareWorkload } from './workload.ts'

/** Kinds whose names are not subdomains. Names of roles and the like may hold nearly anything. */
const NAME_RULES: Readonly<Record<string, (name: string) => string[]>> = {
  Namespace: isDNS1123Label,
  Service: isDNS1123Label,
  CertificateSigningRequest: () => [],
  Role: pathSegment,
  ClusterRole: pathSegment,
  RoleBinding: pathSegment,
  ClusterRoleBinding: pathSegment,
}

function pathSegment(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return [...'/%'].filter((letter) => name.includes(letter)).map((letter) => `may not contain '${letter}'`)
}

/** Defaults and checks of what is no Pod: as much as the simulation reads. Changes the object it is given. */
export function prepareObject(object: KubeObject, info: KindInfo): { errors: FieldError[]; warnings: never[] } {
  const rule = ownValue(NAME_RULES, info.kind) ?? isDNS1123Subdomain
  const errors = validateObjectMeta(object.metadata, info.namespaced, rule, 'metadata')
  if (info.kind === 'Service') {
    setDefaultsService(object)
    errors.push(...validateService(object))
  }
  if (info.kind === 'LimitRange') {
    setDefaultsLimitRange(object)
    errors.push(
      ...validateLimits((object.spec as { limits?: LimitRangeItem[] } | undefined)?.limits ?? [], 'spec.limits'),
    )
  }
  if (info.kind === 'Ingress') errors.push(...validateIngress((object.spec ?? {}) as IngressSpec, 'spec'))
  if (info.kind === 'ConfigMap' || info.kind === 'Secret') errors.push(...validateData(object))
  if (info.kind === 'Namespace') errors.push(...prepareNamespace(object))
  if (info.kind === 'PriorityClass') errors.push(...preparePriorityClass(object))
  if (info.kind === 'ResourceQuota') {
    setDefaultsResourceQuota(object)
    errors.push(...validateResourceQuotaSpec(object.spec as ResourceQuotaSpec, 'spec'))
  }
  errors.push(...prepareStorage(object), ...prepareWorkload(object))
  return { errors, warnings: [] }
}
