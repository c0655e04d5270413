import { ownValue } from '../../../lib/own.ts'
import { type Duration, SECOND } from '../../../lib/time.ts'
import type { Node } from '../../../manifest/object/node.ts'

export type ZoneState = 'Normal' | 'PartialDisruption' | 'FullDisruption'

const UNHEALTHY_SHARE = 0.55
const UNHEALTHY_LEAST = 3
const LARGE_CLUSTER = 50

// component-helpers: node/topology/helpers.go GetZoneKey (v1.36)
export function zoneOf({ metadata }: Node): string {
  const label = (name: string) => ownValue(metadata.labels, `topology.kubernetes.io/${name}`) ?? ''
  return `${label('region')}:${label('zone')}`
}

/** NODE-4: how bad it is in a zone. */
// controller-manager: node_lifecycle_controller.go ComputeZoneState (v1.36)
export function computeZoneState(nodes: readonly Node[]): ZoneState {
  const ready = nodes.filter(isReady).length
  const notReady = nodes.length - ready
  if (ready === 0 && notReady > 0) return 'FullDisruption'
  return notReady >= UNHEALTHY_LEAST && notReady / nodes.length >= UNHEALTHY_SHARE ? 'PartialDisruption' : 'Normal'
}

/** NODE-4: the pause between two nodes of a zone whose Pods are put out; undefined: none are. */
// controller-manager: node_lifecycle_controller.go setLimiterInZone, ReducedQPSFunc, HealthyQPSFunc (v1.36)
export function evictionPause(state: ZoneState, nodesInZone: number): Duration | undefined {
  if (state === 'PartialDisruption') return nodesInZone > LARGE_CLUSTER ? 100 * SECOND : undefined
  return 10 * SECOND
}

export function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false
}
