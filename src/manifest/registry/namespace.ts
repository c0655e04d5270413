import { validatePolicyLabels } from '../admission/pod-security/policy.ts'
import type { KubeObject } from '../object/meta.ts'
import { isDNS1123Label } from '../object/name.ts'
import { type StrategyParts, withStatus } from './strategy.ts'

// registry/core/namespace: strategy.go (v1.36)
export const NAMESPACE: StrategyParts = {
  nameErrors: isDNS1123Label,
  hasStatus: true,
  // apis/core/v1: defaults.go SetDefaults_Namespace (v1.36)
  setDefaults({ metadata }) {
    metadata.labels = { ...metadata.labels, 'kubernetes.io/metadata.name': metadata.name }
  },
  prepareForCreate(object) {
    delete object.metadata.generation
    object.spec = { ...(object.spec as object | undefined), finalizers: ['kubernetes'] }
    object.status = { phase: 'Active' }
  },
  // pod-security-admission: admission/admission.go ValidateNamespace (v1.36)
  validateMetadata: ({ labels = {} }) => validatePolicyLabels(labels, 'metadata.labels'),
  prepareForUpdate: (next, old): KubeObject => ({
    ...withStatus(next, old.status),
    spec: { ...(next.spec as object | undefined), finalizers: (old.spec as { finalizers?: string[] })?.finalizers },
  }),
}
