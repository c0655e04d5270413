/**
 * With less than this the runtime's own first process is ended before it has set anything up. Recorded: 1Mi, and 2.8Mi
 * that were left beside files in memory.
 */
const INIT_BYTES = 3 * 1024 ** 2
/** With less than this it is ended before it becomes the program. Recorded: 4Mi; Docker refuses less than 6Mi. */
const START_BYTES = 6 * 1024 ** 2

const CREATE =
  'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed'
const INIT_KILLED = `${CREATE}: unable to start container process: container init was OOM-killed (memory limit too low?)`

/** OOM-4: the words of containerd 2.1 where a Pod's memory does not suffice to start anything in it, as recorded. */
export function sandboxFailure(id: string, limit: number | undefined): string | undefined {
  if (limit === undefined || limit >= START_BYTES) return undefined
  const words =
    limit < INIT_BYTES
      ? `failed to start sandbox "${id}": ${INIT_KILLED}`
      : `failed to start sandbox container task "${id}": cannot start a stopped process`
  return `rpc error: code = Unknown desc = ${words}`
}

/** OOM-4: the same of a container, by its own limit and by what files in memory have left of its Pod's. */
export function containerFailure(
  id: string,
  limit: number | undefined,
  leftOfPod: number | undefined,
): string | undefined {
  if (leftOfPod !== undefined && leftOfPod < START_BYTES) return INIT_KILLED
  if (limit === undefined || limit >= START_BYTES) return undefined
  return limit < INIT_BYTES ? INIT_KILLED : `failed to start containerd task "${id}": cannot start a stopped process`
}
