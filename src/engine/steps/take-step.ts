import { assertNever } from '../../lib/assert.ts'
import type { Action } from '../../scenario/action.ts'
import type { Step } from '../../scenario/scenario.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { apply } from './apply.ts'
import { cordon } from './cordon.ts'
import { debug } from './debug.ts'
import { remove } from './delete.ts'
import { drain } from './drain.ts'
import { evict } from './evict.ts'
import { exec, killProcess } from './exec.ts'
import { label } from './label.ts'
import { onNode } from './on-node.ts'
import { patch } from './patch.ts'
import { selectedNames } from './selected-names.ts'
import { setImage } from './set-image.ts'
import { findPod, type Say } from './step-target.ts'
import { taint } from './taint.ts'

/** Does what a step of the scenario says, and records what it printed. */
export function takeStep(cluster: Cluster, step: Step, index: number): void {
  const { world } = cluster
  world.recordCause({ kind: 'step', index, text: step.text })
  const say: Say = (stream, text) => {
    if (text !== '') world.record({ kind: 'stepOutput', index, stream, text })
  }
  perform(cluster, step.action, say)
}

function perform(cluster: Cluster, action: Action, say: Say): void {
  switch (action.kind) {
    case 'apply':
      for (const object of action.objects) apply(cluster, action, object, say)
      return
    case 'delete':
      for (const name of selectedNames(cluster, action.resource, action.namespace, action, say)) {
        remove(cluster, action, name, say)
      }
      return
    case 'setImage':
      setImage(cluster, action, say)
      return
    case 'exec':
      exec(cluster, action, say)
      return
    case 'patch':
      patch(cluster, action, say)
      return
    case 'label':
      for (const name of selectedNames(cluster, action.resource, action.namespace, action, say)) {
        label(cluster, action, name, say)
      }
      return
    case 'taint':
      for (const name of selectedNames(cluster, 'nodes', '', action, say)) taint(cluster, action, name, say)
      return
    case 'cordon':
    case 'uncordon':
      for (const name of selectedNames(cluster, 'nodes', '', action, say)) cordon(cluster, action.kind, name, say)
      return
    case 'debug':
      debug(cluster, action, say)
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
    case 'drain':
      drain(cluster, action, say)
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
    case 'notSimulated':
      cluster.world.record({ kind: 'notSimulated', note: { kind: 'command', command: action.reason } })
      return
    default:
      assertNever(action)
  }
}
