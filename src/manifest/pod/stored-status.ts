import type { ContainerStatus, PodCondition, PodStatus } from './status.ts'

const LISTS = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const

/** A status as it is stored: what Go's structs hold where nothing is said. */
export function completeStatus(status: Partial<PodStatus>): PodStatus {
  const complete: PodStatus = { ...status, phase: status.phase ?? 'Pending' }
  for (const list of LISTS) {
    const given = status[list]
    if (given && !given.every(isCompleteContainerStatus)) complete[list] = given.map(completeContainerStatus)
  }
  const { conditions } = status
  if (conditions && !conditions.every(isCompleteCondition)) complete.conditions = conditions.map(completeCondition)
  return complete
}

const NOTHING = { name: '', state: {}, lastState: {}, ready: false, restartCount: 0, image: '', imageID: '' }
const CONTAINER_FIELDS = Object.keys(NOTHING) as (keyof typeof NOTHING)[]

// The kubelet's are complete; those that somebody types may not be.
function isCompleteContainerStatus(given: Partial<ContainerStatus>): boolean {
  return CONTAINER_FIELDS.every((field) => given[field] !== undefined)
}

function completeContainerStatus(given: Partial<ContainerStatus>): ContainerStatus {
  return { ...NOTHING, ...given }
}

function isCompleteCondition({ type, status }: Partial<PodCondition>): boolean {
  return typeof type === 'string' && typeof status === 'string'
}

function completeCondition(given: PodCondition): PodCondition {
  return { ...given, type: given.type ?? '', status: given.status ?? '' }
}
