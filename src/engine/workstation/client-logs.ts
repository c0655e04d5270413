import type { LogOptions, LogStream, Reply } from '../../kubectl/client/api-client.ts'
import { firstPiece, logAnswer, logOf, lostLog, pieceText } from '../../kubectl/client/served-log.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import type { Cluster } from './cluster.ts'

export function openLog(cluster: Cluster, namespace: string, name: string, options: LogOptions): Reply<LogStream> {
  const pod = cluster.api.get('Pod', namespace, name) as Pod | undefined
  const answer = logAnswer(pod, name, options, (node) => cluster.api.get('Node', '', node) !== undefined)
  if (answer === 'empty') return { ok: logOf(''), warnings: [] }
  if ('status' in answer) return { status: answer.status, warnings: [] }
  const id = answer.containerID.replace('containerd://', '')
  const container = pod && cluster.nodeOf(pod)?.stateOf(pod)?.find(id)
  if (!container) return { ok: lostLog(answer.containerID), warnings: [] }
  return { ok: new ContainerLogStream(container, options, cluster.world.now), warnings: [] }
}

class ContainerLogStream implements LogStream {
  readonly #container: RuntimeContainer
  readonly #options: LogOptions
  #log: RuntimeContainer['log']
  #at: number
  #left: number

  constructor(container: RuntimeContainer, options: LogOptions, now: number) {
    this.#container = container
    this.#options = options
    this.#left = options.limitBytes ?? Number.POSITIVE_INFINITY
    this.#log = container.log
    this.#at = firstPiece(container.log, options, now)
  }

  *next(): Task<string | undefined> {
    while (this.#at >= this.#log.length) {
      if (this.#log !== this.#container.log) {
        // It has been rotated: whoever follows it goes on in the new file.
        this.#log = this.#container.log
        this.#at = 0
      } else if (!this.#options.follow || this.#container.exit) return undefined
      else yield* waitFor(this.#container.logged())
    }
    let text = ''
    for (; this.#at < this.#log.length; this.#at++) {
      text += pieceText(this.#log[this.#at] as RuntimeContainer['log'][number], this.#options)
    }
    if (this.#left <= 0) return undefined
    const piece = text.slice(0, this.#left)
    this.#left -= piece.length
    return piece
  }
}
