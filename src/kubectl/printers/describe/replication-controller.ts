import { labelsText, mapAt, numberAt } from '../field.ts'
import { reasonedConditions } from './conditions.ts'
import { describer } from './describer.ts'
import { metaLines, nameLines } from './head.ts'
import { podCounts } from './pod-counts.ts'
import { describePodTemplate } from './pod-template.ts'

// kubectl: pkg/describe/describe.go describeReplicationController (v1.36)
export const REPLICATION_CONTROLLER = describer({
  *read(object, { reader }) {
    const labels = Object.entries(mapAt(object, 'spec', 'selector')).map(([key, value]) => `${key}=${String(value)}`)
    return yield* podCounts(reader, object, labels.join(','))
  },
  write(out, object, counts) {
    nameLines(out, object)
    out.line(0, `Selector:\t${labelsText(mapAt(object, 'spec', 'selector'))}`)
    metaLines(out, object)
    out.line(
      0,
      `Replicas:\t${numberAt(object, 'status', 'replicas')} current / ${numberAt(object, 'spec', 'replicas')} desired`,
    )
    out.line(0, `Pods Status:\t${counts}`)
    describePodTemplate(out, mapAt(object, 'spec', 'template'))
    reasonedConditions(out, object)
  },
})
