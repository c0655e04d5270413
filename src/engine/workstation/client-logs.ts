import type { LogOptions, LogStream, Reply } from '../../kubectl/client/api-client.ts'
import { rfc3339, SECOND } from '../../lib/time.ts'
import { newBadRequest, newNotFound } from '../../manifest/api-status.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import type { ContainerStatus } from '../../manifest/pod/status.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Cluster } from './cluster.ts'

export function openLog(cluster: Cluster, namespace: string, name: string, options: LogOptions): Reply<LogStream> {
  const pod = cluster.api.get('Pod', namespace, name) as Pod | undefined
  const info = kindInfo('v1', 'Pod')
  if (!pod && info) return { status: newNotFound(info, name), warnings: [] }
  const bad = (message: string): Reply<LogStream> => ({ status: newBadRequest(message), warnings: [] })
  if (!pod || !hasContainer(pod, options.container)) {
    return bad(`container ${options.container} is not valid for pod ${name}`)
  }
  const { nodeName } = pod.spec
  // registry: pkg/registry/core/pod/strategy.go LogLocation (v1.36)
  if (!nodeName) return { ok: lines(''), warnings: [] }
  if (info && !cluster.api.get('Node', '', nodeName)) return { status: newNotFound(info, nodeName), warnings: [] }
  const id = logOf(pod, options.container, options.previous ?? false)
  if ('wrong' in id) return bad(id.wrong)
  const container = cluster.nodeOf(pod)?.stateOf(pod)?.find(id.containerID.replace('containerd://', ''))
  if (!container) return { ok: lines(`unable to retrieve container logs for ${id.containerID}`), warnings: [] }
  return { ok: new ContainerLogStream(container, options, cluster.world.now), warnings: [] }
}

function hasContainer({ spec }: Pod, name: string): boolean {
  return [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].some(
    (container) => container.name === name,
  )
}

/** Which instance's log is meant, or why there is none. */
// kubelet: pkg/kubelet/kubelet_pods.go validateContainerLogStatus (v1.36)
function logOf(
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

function lines(text: string): LogStream {
  let left: string | undefined = text
  return {
    // biome-ignore lint/correctness/useYield: the text is there
    *next(): Task<string | undefined> {
      const piece = left
      left = undefined
      return piece
    },
  }
}

class ContainerLogStream implements LogStream {
  readonly #container: RuntimeContainer
  readonly #options: LogOptions
  #at: number
  #left: number

  constructor(container: RuntimeContainer, options: LogOptions, now: number) {
    this.#container = container
    this.#options = options
    this.#left = options.limitBytes ?? Number.POSITIVE_INFINITY
    this.#at = firstOf(container.log, options, now)
  }

  *next(): Task<string | undefined> {
    const { log } = this.#container
    while (this.#at >= log.length) {
      if (!this.#options.follow || this.#container.exit) return undefined
      yield* waitFor(this.#container.logged())
    }
    let text = ''
    for (; this.#at < log.length; this.#at++) {
      const entry = log[this.#at] as RuntimeContainer['log'][number]
      text += this.#options.timestamps ? `${nanoseconds(entry.at)} ${entry.text}` : entry.text
    }
    if (this.#left <= 0) return undefined
    const piece = text.slice(0, this.#left)
    this.#left -= piece.length
    return piece
  }
}

function firstOf(
  log: RuntimeContainer['log'],
  { tailLines, sinceSeconds, sinceTime }: LogOptions,
  now: number,
): number {
  const since = sinceTime ?? (sinceSeconds === undefined ? undefined : now - sinceSeconds * SECOND)
  const bySince = since === undefined ? 0 : log.findIndex(({ at }) => at >= since)
  const byTail = tailLines === undefined || tailLines < 0 ? 0 : Math.max(0, log.length - tailLines)
  return Math.max(bySince < 0 ? log.length : bySince, byTail)
}

function nanoseconds(at: number): string {
  return rfc3339(at).replace('Z', `.${String(at % SECOND).padStart(3, '0')}000000Z`)
}
