import {
  replicaSetErrors,
  setDefaultsReplicaSet,
  setDefaultsReplicationController,
  validateReplicationController,
} from '../object/replica-set.ts'
import { validateWorkload } from '../object/workload.ts'
import type { StrategyParts } from './strategy.ts'
import { WITH_SELECTOR } from './workload.ts'

// registry/apps/replicaset: strategy.go (v1.36)
export const REPLICA_SET: StrategyParts = {
  ...WITH_SELECTOR,
  firstStatus: { replicas: 0 },
  setDefaults: setDefaultsReplicaSet,
  validate: (object) => [...replicaSetErrors(object), ...validateWorkload(object)],
}

/** Its selector may be changed. */
// registry/core/replicationcontroller: strategy.go (v1.36)
export const REPLICATION_CONTROLLER: StrategyParts = {
  counted: true,
  hasStatus: true,
  firstStatus: { replicas: 0 },
  setDefaults: setDefaultsReplicationController,
  validate: validateReplicationController,
}
