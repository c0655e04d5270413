import { controllerOf } from '../../../manifest/object/controller-of.ts'
import type { KubeObject } from '../../../manifest/object/meta.ts'
import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { sameMeaning } from '../../../manifest/same-meaning.ts'
import { at, mapAt, numberAt, textAt } from '../field.ts'
import { reasonedConditions } from './conditions.ts'
import { describer } from './describer.ts'
import { creationLine, metaLines, nameLines } from './head.ts'
import { describePodTemplate } from './pod-template.ts'
import { listOf } from './reading.ts'

// kubectl: pkg/describe/describe.go describeDeployment (v1.36)
export const DEPLOYMENT = describer({
  *read(deployment, { reader }) {
    const labelSelector = selectorOf(mapAt(deployment, 'spec', 'selector'))
    const all = yield* listOf(reader, 'apps/v1', 'ReplicaSet', deployment.metadata.namespace, { labelSelector })
    return all.filter((each) => controllerOf(each)?.uid === deployment.metadata.uid)
  },
  write(out, deployment, replicaSets) {
    nameLines(out, deployment)
    creationLine(out, deployment)
    metaLines(out, deployment)
    out.line(0, `Selector:\t${selectorOf(mapAt(deployment, 'spec', 'selector'))}`)
    const count = (name: string) => numberAt(deployment, 'status', name)
    out.line(
      0,
      `Replicas:\t${numberAt(deployment, 'spec', 'replicas')} desired | ${count('updatedReplicas')} updated | ${count('replicas')} total | ${count('availableReplicas')} available | ${count('unavailableReplicas')} unavailable`,
    )
    out.line(0, `StrategyType:\t${textAt(deployment, 'spec', 'strategy', 'type')}`)
    out.line(0, `MinReadySeconds:\t${numberAt(deployment, 'spec', 'minReadySeconds')}`)
    const rolling = at(deployment, 'spec', 'strategy', 'rollingUpdate')
    if (rolling) {
      const amount = (name: string) => textAt(rolling, name) || '0'
      out.line(
        0,
        `RollingUpdateStrategy:\t${amount('maxUnavailable')} max unavailable, ${amount('maxSurge')} max surge`,
      )
    }
    describePodTemplate(out, mapAt(deployment, 'spec', 'template'))
    reasonedConditions(out, deployment)
    if (replicaSets.length === 0) return
    const { old, current } = byTemplate(deployment, replicaSets)
    out.line(0, `OldReplicaSets:\t${replicaSetsText(old)}`)
    out.line(0, `NewReplicaSet:\t${replicaSetsText(current)}`)
  },
})

/** The oldest that has the Deployment's own template is the new one. */
// kubectl: pkg/util/deployment/deployment.go findNewReplicaSet, findOldReplicaSets (v1.36)
function byTemplate(deployment: KubeObject, replicaSets: readonly KubeObject[]) {
  const sorted = replicaSets.toSorted((a, b) => {
    const key = ({ metadata }: KubeObject) => `${metadata.creationTimestamp ?? ''} ${metadata.name}`
    return key(a) < key(b) ? -1 : 1
  })
  const template = withoutHash(mapAt(deployment, 'spec', 'template'))
  const current = sorted.find((each) => sameMeaning(withoutHash(mapAt(each, 'spec', 'template')), template))
  return { old: sorted.filter((each) => each !== current), current: current ? [current] : [] }
}

// kubectl: pkg/util/deployment/deployment.go equalIgnoreHash (v1.36)
function withoutHash(template: unknown): unknown {
  const { 'pod-template-hash': _hash, ...labels } = mapAt(template, 'metadata', 'labels')
  return { ...mapAt(template), metadata: { ...mapAt(template, 'metadata'), labels } }
}

// kubectl: pkg/describe/describe.go printReplicaSetsByLabels (v1.36)
function replicaSetsText(replicaSets: readonly KubeObject[]): string {
  const texts = replicaSets.map(
    (each) =>
      `${each.metadata.name} (${numberAt(each, 'status', 'replicas')}/${numberAt(each, 'spec', 'replicas')} replicas created)`,
  )
  return texts.join(', ') || '<none>'
}
