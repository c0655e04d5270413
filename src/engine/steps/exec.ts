import type { Action } from '../../scenario/action.ts'
import type { Cluster } from '../cluster.ts'
import { SIGNAL_NUMBERS, type Signal } from '../runtime/program.ts'
import { findPod, runningContainer, type Say } from './step-target.ts'

export function exec(cluster: Cluster, action: Action & { kind: 'exec' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  if (!pod) return
  const name = action.container ?? pod.spec.containers[0]?.name ?? ''
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

export function killProcess(cluster: Cluster, action: Action & { kind: 'killProcess' }, say: Say): void {
  const pod = findPod(cluster, action.namespace, action.pod, say)
  const container = pod && runningContainer(cluster, pod, action.container)
  const name = action.signal.startsWith('SIG') ? action.signal : `SIG${action.signal}`
  if (!pod || !container || !(name in SIGNAL_NUMBERS)) return
  cluster.nodeOf(pod)?.runtime.kill(container, name as Signal)
}
