/** Why a process could not be started, in the words of containerd 2.1 with runc 1.3, as recorded. */
export function startFailure(command: string, error: string): string {
  return initFailure(execError(command, error))
}

export function initFailure(error: string): string {
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${error}`
}

export function execFailure(id: string, command: string, error: string): string {
  return `rpc error: code = Unknown desc = failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${execError(command, error)}`
}

function execError(command: string, error: string): string {
  if (error === 'EACCES' || error === 'EISDIR') {
    return `exec: "${command}": ${error === 'EISDIR' ? 'is a directory' : 'permission denied'}`
  }
  if (command.includes('/')) return `exec: "${command}": stat ${command}: no such file or directory`
  return `exec: "${command}": executable file not found in $PATH`
}
