import { type FieldError, invalid } from '../field-error.ts'
import { isQualifiedName } from '../object/name.ts'
import { child, item } from '../path.ts'
import type { ContainerStatus, PodStatus } from './status.ts'

const SYSTEM_CONDITIONS = new Set(['PodScheduled', 'Ready', 'Initialized'])
const LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const

/** A status as it is stored: what Go's structs hold where nothing is said. */
export function completeStatus(status: Partial<PodStatus>): PodStatus {
  const complete: PodStatus = { ...status, phase: status.phase ?? 'Pending' }
  for (const list of LISTS) {
    if (status[list]) complete[list] = status[list].map(completeContainerStatus)
  }
  if (status.conditions) {
    complete.conditions = status.conditions.map((each) => ({
      ...each,
      type: each.type ?? '',
      status: each.status ?? '',
    }))
  }
  return complete
}

function completeContainerStatus(given: Partial<ContainerStatus>): ContainerStatus {
  const nothing = { name: '', state: {}, lastState: {}, ready: false, restartCount: 0, image: '', imageID: '' }
  return { ...nothing, ...given }
}

// apis/core/validation: validation.go validatePodConditions (v1.36)
export function validatePodStatus({ conditions = [] }: Partial<PodStatus>, path: string): FieldError[] {
  return conditions.flatMap(({ type }, index) => {
    if (SYSTEM_CONDITIONS.has(type)) return []
    const at = child(item(child(path, 'conditions'), index), 'Type')
    return isQualifiedName(type).map((wrong) => invalid(at, type, wrong))
  })
}
