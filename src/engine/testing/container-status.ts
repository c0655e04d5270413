import { rfc3339 } from '../../lib/time.ts'
import type { ContainerState, ContainerStatus } from '../../manifest/pod/status.ts'

export const RUNNING: ContainerState = { running: { startedAt: rfc3339(0) } }

export function waiting(reason = 'ContainerCreating'): ContainerState {
  return { waiting: { reason } }
}

export function terminated(exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error'): ContainerState {
  return { terminated: { exitCode, reason, startedAt: rfc3339(0), finishedAt: rfc3339(10_000) } }
}

/** A container's status as the API has it; its id is its name. */
export function containerStatus(
  name: string,
  state: ContainerState,
  more: Partial<ContainerStatus> = {},
): ContainerStatus {
  return {
    name,
    state,
    lastState: {},
    ready: false,
    restartCount: 0,
    image: 'i',
    imageID: '',
    containerID: `containerd://${name}`,
    ...more,
  }
}
