import { rfc3339, SECOND, type Time } from '../../lib/time.ts'
import { newBadRequest, newNotFound, type Status } from '../../manifest/api-status.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import type { Activity, LogOptions, LogStream } from './api-client.ts'

/** What is answered to whoever asks for a log, as far as the Pod says so. */
export type LogAnswer =
  | { readonly status: Status }
  /** The log of this run of the container, which the runtime need not have any more. */
  | { readonly containerID: string }
  /** Nobody has to be asked: there is none. */
  | 'empty'

/** `hasNode`: whether there is such a Node. */
// registry: pkg/registry/core/pod/strategy.go LogLocation; kubelet: pkg/kubelet/kubelet_pods.go GetKubeletContainerLogs (v1.36)
export function logAnswer(
  pod: Pod | undefined,
  name: string,
  { container, previous = false }: LogOptions,
  hasNode: (name: string) => boolean,
): LogAnswer {
  const info = kindInfo('v1', 'Pod')
  if (!pod && info) return { status: newNotFound(info, name) }
  const bad = (message: string): LogAnswer => ({ status: newBadRequest(message) })
  if (!pod || !hasContainer(pod, container)) return bad(`container ${container} is not valid for pod ${name}`)
  const { nodeName } = pod.spec
  if (!nodeName) return 'empty'
  if (info && !hasNode(nodeName)) return { status: newNotFound(info, nodeName) }
  const run = runMeant(pod, container, previous)
  return 'wrong' in run ? bad(run.wrong) : run
}

function hasContainer({ spec }: Pod, name: string): boolean {
  return [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].some(
    (container) => container.name === name,
  )
}

/** Which run's log is meant, or why there is none. */
// kubelet: pkg/kubelet/kubelet_pods.go validateContainerLogStatus (v1.36)
function runMeant(
  pod: Pod,
  name: string,
  previous: boolean,
): { readonly containerID: string } | { readonly wrong: string } {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = pod.status
  const status: ContainerStatus | undefined = [
    ...initContainerStatuses,
    ...containerStatuses,
    ...ephemeralContainerStatuses,
  ].find((each) => each.name === name)
  const called = `container "${name}" in pod "${pod.metadata.name}"`
  if (!status) return { wrong: `${called} is not available` }
  const last = status.lastState.terminated?.containerID
  if (previous) return last ? { containerID: last } : { wrong: `previous terminated ${called} not found` }
  const { running, terminated, waiting } = status.state
  if (running && status.containerID) return { containerID: status.containerID }
  if (terminated) {
    const id = terminated.containerID || last
    return id ? { containerID: id } : { wrong: `${called} is terminated` }
  }
  if (last) return { containerID: last }
  if (!waiting) return { wrong: `${called} is waiting to start - no logs yet` }
  const { reason } = waiting
  if (reason === 'ErrImagePull') return { wrong: `${called} is waiting to start: image can't be pulled` }
  if (reason === 'ImagePullBackOff') {
    return { wrong: `${called} is waiting to start: trying and failing to pull image` }
  }
  return { wrong: `${called} is waiting to start: ${reason ?? ''}` }
}

/** A piece of a log, with its newline where the line ends with it. */
export interface LogPiece {
  readonly at: Time
  readonly text: string
}

/** Where to begin. */
// kubelet: pkg/kubelet/kuberuntime/logs/logs.go ReadLogs (v1.36)
export function firstPiece(
  log: readonly LogPiece[],
  { tailLines, sinceSeconds, sinceTime }: LogOptions,
  now: Time,
): number {
  const since = sinceTime ?? (sinceSeconds === undefined ? undefined : now - sinceSeconds * SECOND)
  const bySince = since === undefined ? 0 : log.findIndex(({ at }) => at >= since)
  const byTail = tailLines === undefined || tailLines < 0 ? 0 : Math.max(0, log.length - tailLines)
  return Math.max(bySince < 0 ? log.length : bySince, byTail)
}

export function pieceText({ at, text }: LogPiece, { timestamps = false }: LogOptions): string {
  return timestamps ? `${nanoseconds(at)} ${text}` : text
}

function nanoseconds(at: Time): string {
  return rfc3339(at).replace('Z', `.${String(at % SECOND).padStart(3, '0')}000000Z`)
}

/** What the kubelet writes into the answer where the runtime has the run no more. */
export function lostLog(containerID: string): LogStream {
  return logOf(`unable to retrieve container logs for ${containerID}`)
}

/** A log that is all there. */
export function logOf(text: string): LogStream {
  let left: string | undefined = text
  return {
    // biome-ignore lint/correctness/useYield: the text is there
    *next(): Activity<string | undefined> {
      const piece = left
      left = undefined
      return piece
    },
  }
}
