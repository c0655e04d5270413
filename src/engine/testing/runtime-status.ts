import type { ContainerInstance, PodRuntimeStatus, SandboxInstance } from '../kubelet/runtime-status.ts'

/** An instance of a container; its id is its name, unless said otherwise. */
export function instance(name: string, more: Partial<ContainerInstance> = {}): ContainerInstance {
  return {
    id: name,
    name,
    kind: 'app',
    state: 'running',
    createdAt: 0,
    startedAt: 0,
    finishedAt: undefined,
    exitCode: 0,
    reason: '',
    message: '',
    restartCount: 0,
    image: 'i',
    imageID: 'sha256:1',
    exitSeq: undefined,
    ...more,
  }
}

export function exited(name: string, exitCode: number, more: Partial<ContainerInstance> = {}): ContainerInstance {
  const reason = exitCode === 0 ? 'Completed' : 'Error'
  return instance(name, { state: 'exited', exitCode, reason, finishedAt: 10_000, ...more })
}

export function sandbox(more: Partial<SandboxInstance> = {}): SandboxInstance {
  return { id: 'sandbox', attempt: 0, ready: true, ip: '10.244.1.2', hostNetwork: false, createdAt: 0, ...more }
}

/** What a look at the runtime saw, newest first; with one ready sandbox, unless said otherwise. */
export function runtimeStatus(
  containers: readonly ContainerInstance[] = [],
  sandboxes: readonly SandboxInstance[] = [sandbox()],
): PodRuntimeStatus {
  return { at: 0, containers, sandboxes }
}
