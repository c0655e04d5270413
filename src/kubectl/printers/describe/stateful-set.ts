import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, listAt, mapAt, numberAt, textAt } from '../field.ts'
import { describeVolumeClaimTemplates } from './claim.ts'
import { describer } from './describer.ts'
import { creationLine, metaLines, nameLines } from './head.ts'
import { podCounts } from './pod-counts.ts'
import { describePodTemplate } from './pod-template.ts'

// kubectl: pkg/describe/describe.go describeStatefulSet (v1.36)
export const STATEFUL_SET = describer({
  *read(object, { reader }) {
    return yield* podCounts(reader, object, selectorOf(mapAt(object, 'spec', 'selector')))
  },
  write(out, object, counts) {
    nameLines(out, object)
    creationLine(out, object)
    out.line(0, `Selector:\t${selectorOf(mapAt(object, 'spec', 'selector'))}`)
    metaLines(out, object)
    out.line(
      0,
      `Replicas:\t${numberAt(object, 'spec', 'replicas')} desired | ${numberAt(object, 'status', 'replicas')} total`,
    )
    out.line(0, `Update Strategy:\t${textAt(object, 'spec', 'updateStrategy', 'type')}`)
    const rolling = at(object, 'spec', 'updateStrategy', 'rollingUpdate')
    if (at(rolling, 'partition') !== undefined) {
      out.line(1, `Partition:\t${numberAt(rolling, 'partition')}`)
      const most = textAt(rolling, 'maxUnavailable')
      if (most !== '') out.line(1, `MaxUnavailable:\t${most}`)
    }
    out.line(0, `Pods Status:\t${counts}`)
    describePodTemplate(out, mapAt(object, 'spec', 'template'))
    describeVolumeClaimTemplates(out, listAt(object, 'spec', 'volumeClaimTemplates'))
  },
})
