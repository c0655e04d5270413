import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { mapAt, numberAt } from '../field.ts'
import { reasonedConditions } from './conditions.ts'
import { describer } from './describer.ts'
import { controllerLine, metaLines, nameLines } from './head.ts'
import { podCounts } from './pod-counts.ts'
import { describePodTemplate } from './pod-template.ts'
import { formatLabelSelector } from './scheduling.ts'

// kubectl: pkg/describe/describe.go describeReplicaSet (v1.36)
export const REPLICA_SET = describer({
  *read(object, { reader }) {
    return yield* podCounts(reader, object, selectorOf(mapAt(object, 'spec', 'selector')))
  },
  write(out, object, counts) {
    nameLines(out, object)
    out.line(0, `Selector:\t${formatLabelSelector(mapAt(object, 'spec', 'selector'))}`)
    metaLines(out, object)
    controllerLine(out, object)
    out.line(
      0,
      `Replicas:\t${numberAt(object, 'status', 'replicas')} current / ${numberAt(object, 'spec', 'replicas')} desired`,
    )
    out.line(0, `Pods Status:\t${counts}`)
    describePodTemplate(out, mapAt(object, 'spec', 'template'))
    reasonedConditions(out, object)
  },
})
