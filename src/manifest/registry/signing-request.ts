import type { StrategyParts } from './strategy.ts'

/** Whoever types on the workstation. */
const ASKING = { groups: ['kubeadm:cluster-admins', 'system:authenticated'], username: 'kubernetes-admin' }

/** It says who has asked, whatever its text says of that. */
// registry/certificates/certificates: strategy.go PrepareForCreate (v1.36)
export const SIGNING_REQUEST: StrategyParts = {
  nameErrors: () => [],
  hasStatus: true,
  prepareForCreate(object) {
    object.spec = { ...(object.spec as object | undefined), ...ASKING }
    object.status = {}
  },
}
