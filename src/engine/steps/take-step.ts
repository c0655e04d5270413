import { assertNever } from '../../lib/assert.ts'
import type { Step } from '../../scenario/scenario.ts'
import type { Seq } from '../../trace/entry.ts'
import { manifestText } from '../workstation/workstation.ts'
import type { Cluster } from './cluster.ts'
import { evict } from './evict.ts'
import { killProcess } from './kill-process.ts'
import { onNode } from './on-node.ts'
import { findPod, type Say } from './step-target.ts'
import { typeLine } from './type-line.ts'

/** Does what a step of the scenario says, and records what it printed. */
export function takeStep(cluster: Cluster, step: Step, index: number): void {
  const { world } = cluster
  const { action, text } = step
  const typed = action.kind === 'run' ? { typed: true as const } : {}
  const aside = step.aside ? { aside: true as const } : {}
  const seq = world.recordCause({ kind: 'step', index, text, ...typed, ...aside })
  const say: Say = (stream, text) => {
    if (text !== '') world.record({ kind: 'stepOutput', index, stream, text })
  }
  perform(cluster, step, index, seq, say)
}

function perform(cluster: Cluster, { action, aside }: Step, index: number, seq: Seq, say: Say): void {
  switch (action.kind) {
    case 'run':
      typeLine(cluster, index, seq, {
        argv: ['bash', '-c', action.line],
        interruptAt: action.interruptAt,
        aside,
      })
      return
    case 'apply':
      typeLine(cluster, index, seq, {
        argv: ['kubectl', 'apply', '-f', '-'],
        stdin: manifestText(action.objects),
      })
      return
    case 'killProcess':
      killProcess(cluster, action, say)
      return
    case 'killSandbox': {
      const pod = findPod(cluster, action.namespace, action.pod, say)
      const node = pod && cluster.nodeOf(pod)
      const sandbox = pod && node?.stateOf(pod)?.sandbox
      if (sandbox) node?.runtime.killSandbox(sandbox)
      return
    }
    case 'evict':
      evict(cluster, action.namespace, action.pod, say)
      return
    case 'stopKubelet':
    case 'startKubelet':
    case 'crash':
    case 'boot':
    case 'writeStaticPod':
    case 'removeStaticPod':
    case 'memoryPressure':
    case 'diskPressure':
    case 'pidPressure':
    case 'relieve':
      onNode(cluster, action, say)
      return
    case 'publishImage':
      for (const node of cluster.nodes.values()) node.kubelet?.publish(action.image)
      return
    default:
      assertNever(action)
  }
}
