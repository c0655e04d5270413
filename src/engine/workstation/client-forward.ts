import type { ForwardEvent, Forwarding, Reply } from '../../kubectl/client/api-client.ts'
import { SECOND } from '../../lib/time.ts'
import { newBadRequest, newNotFound } from '../../manifest/api-status.ts'
import type { Pod } from '../../manifest/pod/pod.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { type Task, waitFor } from '../kernel/task.ts'
import { Trigger } from '../kernel/trigger.ts'
import type { Connection, Server } from '../program-api/network.ts'
import type { Readable, Writable } from '../program-api/stdio.ts'
import type { Cluster } from './cluster.ts'

/** Nobody on the way waits longer. */
const DIAL_TIMEOUT = 30 * SECOND

/** Takes what connects to a server on the workstation to a port within the Pod's own network, loopback too. */
// containerd: internal/cri/server/sandbox_portforward_linux.go portForward (v2.1); kubelet: pkg/kubelet/server/server.go getPortForward (v1.36)
export function forwardTo(cluster: Cluster, namespace: string, name: string, port: number): Reply<Forwarding> {
  const pod = cluster.api.get('Pod', namespace, name) as Pod | undefined
  const info = kindInfo('v1', 'Pod')
  if (!pod && info) return { status: newNotFound(info, name), warnings: [] }
  const sandbox = pod && cluster.nodeOf(pod)?.stateOf(pod)?.sandboxes[0]
  if (!pod || !sandbox) return { status: newBadRequest(`pod ${name} does not have a host assigned`), warnings: [] }
  const events = new Events()
  const server: Server = {
    kind: 'tcp',
    accept(near) {
      cluster.world.kernel.spawn(
        (function* (): Task<void> {
          events.add({ kind: 'handling' })
          const far = yield* cluster.network.dial(sandbox.network, '127.0.0.1', port, DIAL_TIMEOUT)
          if (typeof far === 'string') {
            near.close()
            events.add({ kind: 'failed', sandbox: sandbox.id })
            return
          }
          joined(cluster, near, far)
        })(),
      )
    },
  }
  return { ok: { server, next: () => events.next() }, warnings: [] }
}

function joined({ world: { kernel } }: Cluster, a: Connection, b: Connection): void {
  kernel.spawn(pumped(a.input, b.output))
  kernel.spawn(pumped(b.input, a.output))
}

function* pumped(from: Readable, to: Writable): Task<void> {
  for (let text = yield* from.read(); text !== undefined; text = yield* from.read()) {
    if (!(yield* to.write(text))) break
  }
  to.close()
}

class Events {
  readonly #waiting: ForwardEvent[] = []
  #come = new Trigger<void>()

  add(event: ForwardEvent): void {
    this.#waiting.push(event)
    this.#come.offer()
  }

  *next(): Task<ForwardEvent> {
    for (;;) {
      const event = this.#waiting.shift()
      if (event) return event
      this.#come = new Trigger()
      yield* waitFor(this.#come)
    }
  }
}
