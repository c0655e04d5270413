import { readFileSync } from 'node:fs'
import type { Container } from '../../manifest/pod/container.ts'
import type { LifecycleHandler } from '../../manifest/pod/lifecycle.ts'
import { resolveContainerPort } from '../kubelet/container-port.ts'
import { type HookOutcome, hookFailure, httpFallbackMessage, runHook } from '../kubelet/lifecycle-hooks.ts'
import type { HttpRequest } from '../program-api/network.ts'
import type { RuntimeContainer } from '../runtime/container.ts'
import { Network } from '../runtime/network.ts'
import type { NodeRuntime } from '../runtime/node-runtime.ts'
import { ConformanceTables, skip } from '../testing/conformance-table.ts'
import { emptyWorld, runUntil } from '../testing/world.ts'

const tables = new ConformanceTables(process.env.PODLAPSE_CONFORMANCE, (path) => readFileSync(path, 'utf8'))

tables.describe('lifecycle-handler', ({ name, input, expected }) => {
  if (!input?.handler) return skip('the API server lets no such hook pass')
  const { handler, container } = input as { handler: LifecycleHandler; container: Container }
  if (expected.error !== null) {
    const { name: podName, namespace, uid = '' } = input.pod.metadata
    // The fake command's output is the same as its error.
    const output = handler.exec ? expected.error : ''
    return {
      ours: hookFailure(handler, container.name, `${podName}_${namespace}(${uid})`, expected.error, output),
      theirs: expected.message,
    }
  }
  const fallsBack = name.includes('Fallback')
  const { outcome, requests } = run(handler, container, fallsBack)
  return {
    ours: {
      kind: outcome?.kind,
      told: outcome && httpFallbackMessage(outcome) !== undefined,
      secret: requests.at(-1)?.headers.Authorization !== undefined,
    },
    theirs: { kind: 'done', told: fallsBack, secret: false },
  }
})

const POD_IP = '10.0.0.1'

/** Runs the hook against a server that answers everything, over TLS where the hook wants that, or not at all. */
function run(handler: LifecycleHandler, container: Container, plain: boolean) {
  const world = emptyWorld()
  const network = new Network(world.kernel, 0)
  const requests: HttpRequest[] = []
  network.askName = () => ({ status: 'ok', addresses: [POD_IP] })
  const port = handler.httpGet && resolveContainerPort(handler.httpGet.port, container)
  const handle = (request: HttpRequest) => {
    requests.push(request)
    return { status: 200 }
  }
  for (const ip of [POD_IP, '127.0.0.1']) {
    const tls = handler.httpGet?.scheme?.toLowerCase() === 'https' && !plain
    if (typeof port === 'number') network.listen(network.open(ip, []), port, { kind: 'http', tls, handle }, false)
  }
  const runtime = {
    // biome-ignore lint/correctness/useYield: a command that takes no time
    *exec() {
      return { kind: 'exited', exitCode: 0, stdout: '', stderr: '', output: '' }
    },
  }
  const instance = {
    pod: { namespace: '', name: '', uid: '' },
    config: { kind: 'app', attempt: 0 },
    sandbox: { ip: POD_IP },
  }
  let outcome: HookOutcome | undefined
  world.kernel.spawn(
    (function* () {
      outcome = yield* runHook(
        world,
        runtime as unknown as NodeRuntime,
        network,
        '',
        container,
        instance as unknown as RuntimeContainer,
        'postStart',
        handler,
      )
    })(),
  )
  runUntil(world)
  return { outcome, requests }
}
