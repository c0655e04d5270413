import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { labelsText, mapAt, numberAt } from '../field.ts'
import { describer } from './describer.ts'
import { metaLines, nameLines } from './head.ts'
import { podCounts } from './pod-counts.ts'
import { describePodTemplate } from './pod-template.ts'

// kubectl: pkg/describe/describe.go describeDaemonSet (v1.36)
export const DAEMON_SET = describer({
  *read(object, { reader }) {
    return yield* podCounts(reader, object, selectorOf(mapAt(object, 'spec', 'selector')))
  },
  write(out, object, counts) {
    nameLines(out, object)
    out.line(0, `Selector:\t${selectorOf(mapAt(object, 'spec', 'selector'))}`)
    out.line(0, `Node-Selector:\t${labelsText(mapAt(object, 'spec', 'template', 'spec', 'nodeSelector'))}`)
    metaLines(out, object)
    for (const [title, field] of COUNTS) out.line(0, `${title}: ${numberAt(object, 'status', field)}`)
    out.line(0, `Pods Status:\t${counts}`)
    describePodTemplate(out, mapAt(object, 'spec', 'template'))
  },
})

const COUNTS = [
  ['Desired Number of Nodes Scheduled', 'desiredNumberScheduled'],
  ['Current Number of Nodes Scheduled', 'currentNumberScheduled'],
  ['Number of Nodes Scheduled with Up-to-date Pods', 'updatedNumberScheduled'],
  ['Number of Nodes Scheduled with Available Pods', 'numberAvailable'],
  ['Number of Nodes Misscheduled', 'numberMisscheduled'],
] as const
