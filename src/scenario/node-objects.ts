import { ownValue } from '../lib/own.ts'
import type { Node } from '../manifest/object/node.ts'
import { parseQuantity, quantityMilliValue, quantityValue } from '../manifest/quantity.ts'
import { defaultNode, type ScenarioDocument } from './document.ts'
import type { ScenarioNode } from './scenario.ts'

/** Resources that a node of a scenario has fields for. */
const WITH_FIELD = new Set(['cpu', 'memory', 'pods'])

/** A v1 Node in the text: a machine like that, with a kubelet. What it does not say is as for any node. */
export function scenarioNodeOf({ metadata, spec, status }: Node): ScenarioNode {
  const standard = defaultNode(metadata.name)
  const capacity: Record<string, string> = { ...status?.allocatable, ...status?.capacity }
  const quantity = (name: string) => parseQuantity(ownValue(capacity, name) ?? '')
  const [cpu, memory, pods] = [quantity('cpu'), quantity('memory'), quantity('pods')]
  const others = Object.entries(capacity).filter(([name]) => !WITH_FIELD.has(name))
  return {
    ...standard,
    ...(cpu ? { milliCPU: Number(quantityMilliValue(cpu)) } : {}),
    ...(memory ? { memoryBytes: Number(quantityValue(memory)) } : {}),
    ...(pods ? { pods: Number(quantityValue(pods)) } : {}),
    ...(others.length > 0 ? { resources: Object.fromEntries(others) } : {}),
    labels: metadata.labels ?? {},
    ...(metadata.annotations ? { annotations: metadata.annotations } : {}),
    taints: spec?.taints ?? [],
    ...(spec?.unschedulable ? { unschedulable: true } : {}),
  }
}

/**
 * The nodes of a text: those of its Scenario document and those that stand there as Nodes; of two with one name the Node.
 * The usual three only where nobody names any.
 */
export function nodesOf({ nodes, nodesGiven }: ScenarioDocument, objects: readonly Node[]): readonly ScenarioNode[] {
  if (objects.length === 0) return nodes
  const byName = new Map(nodesGiven ? nodes.map((node) => [node.name, node]) : [])
  for (const object of objects) {
    const cgroup = byName.get(object.metadata.name)?.cgroup
    byName.set(object.metadata.name, { ...scenarioNodeOf(object), ...(cgroup ? { cgroup } : {}) })
  }
  return [...byName.values()]
}
