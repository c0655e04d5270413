import type { ContainerExit, RuntimeContainer } from './container.ts'

const TERMINATION_LOG_LIMIT = 2048
const TERMINATION_MESSAGE_LIMIT = 4096

/** MESSAGE-1; cut off where the kubelet cuts it off. */
// kubelet: kuberuntime_container.go getTerminationMessage; container/runtime.go MaxContainerTerminationMessage… (v1.36)
export function terminationMessage(container: RuntimeContainer, exit: ContainerExit): string | undefined {
  const { files, terminationMessagePath, terminationMessageFromLogs } = container.config
  const file = files.read(terminationMessagePath)
  const text = typeof file === 'string' ? '' : file.text.slice(0, TERMINATION_MESSAGE_LIMIT)
  if (text === '' && terminationMessageFromLogs && exit.exitCode !== 0) {
    const tail = container.logTail.join('')
    if (tail !== '') return tail.slice(-TERMINATION_LOG_LIMIT)
  }
  if (text === '') return undefined
  return exit.message === undefined ? text : `${exit.message}: ${text}`
}
