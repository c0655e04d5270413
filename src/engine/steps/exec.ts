import type { Pod } from '../../manifest/pod/pod.ts'
import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { SIGNAL_NUMBERS, type Signal } from '../program-api/signal.ts'
import { findPod, runningContainer, type Say } from './step-target.ts'

export function exec(cluster: Cluster, action: Action & { kind: 'exec' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  if (!pod) return
  const name = action.container ?? defaultContainer(pod, say)
  const container = runningContainer(cluster, pod, name)
  const runtime = cluster.nodeOf(pod)?.runtime
  if (!container || !runtime) {
    say('stderr', `error: unable to upgrade connection: container not found ("${name}")`)
    return
  }
  cluster.world.kernel.spawn(
    (function* () {
      const result = yield* runtime.exec(container, action.argv)
      if (result.kind === 'exited') {
        say('stdout', result.stdout)
        say('stderr', result.stderr)
        if (result.exitCode !== 0) say('stderr', `command terminated with exit code ${result.exitCode}`)
      } else if (result.kind === 'error') say('stderr', `error: Internal error occurred: ${result.message}`)
    })(),
  )
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container'

/** The container that kubectl takes where none is named. It says so where there was a choice. */
// kubectl: pkg/cmd/util/podcmd/podcmd.go FindOrDefaultContainerByName (v1.36)
function defaultContainer(pod: Pod, say: Say): string {
  const { containers, initContainers = [], ephemeralContainers = [] } = pod.spec
  const annotated = pod.metadata.annotations?.[DEFAULT_CONTAINER]
  if (annotated && containers.some(({ name }) => name === annotated)) return annotated
  const [first] = containers
  const names = [
    ...containers.map(({ name }) => name),
    ...ephemeralContainers.map(({ name }) => `${name} (ephem)`),
    ...initContainers.map(({ name }) => `${name} (init)`),
  ]
  if (names.length > 1) say('stderr', `Defaulted container "${first?.name}" out of: ${names.join(', ')}`)
  return first?.name ?? ''
}

export function killProcess(cluster: Cluster, action: Action & { kind: 'killProcess' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  const container = pod && runningContainer(cluster, pod, action.container)
  const name = action.signal.startsWith('SIG') ? action.signal : `SIG${action.signal}`
  if (!pod || !container || !Object.hasOwn(SIGNAL_NUMBERS, name)) return
  cluster.nodeOf(pod)?.runtime.kill(container, name as Signal)
}
