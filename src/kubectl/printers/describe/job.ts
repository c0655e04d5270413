import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, mapAt, numberAt, textAt, timeAt } from '../field.ts'
import { humanDuration } from '../human-duration.ts'
import { plainDescriber } from './describer.ts'
import { controllerLine, metaLines, nameLines } from './head.ts'
import { describePodTemplate } from './pod-template.ts'
import { textOr, timeText } from './words.ts'

// kubectl: pkg/describe/describe.go describeJob (v1.36)
export const JOB = plainDescriber((out, job) => {
  nameLines(out, job)
  out.line(0, `Selector:\t${selectorOf(mapAt(job, 'spec', 'selector'))}`)
  metaLines(out, job)
  controllerLine(out, job)
  const given = (title: string, name: string, none?: string): void => {
    const text = textOr(none ?? '', job, 'spec', name)
    if (text !== '') out.line(0, `${title}:\t${text}`)
  }
  given('Parallelism', 'parallelism')
  given('Completions', 'completions', '<unset>')
  given('Completion Mode', 'completionMode')
  given('Suspend', 'suspend')
  given('Backoff Limit', 'backoffLimit')
  given('TTL Seconds After Finished', 'ttlSecondsAfterFinished')
  const started = timeAt(job, 'status', 'startTime')
  const completed = timeAt(job, 'status', 'completionTime')
  if (started !== undefined) out.line(0, `Start Time:\t${timeText(textAt(job, 'status', 'startTime'))}`)
  if (completed !== undefined) out.line(0, `Completed At:\t${timeText(textAt(job, 'status', 'completionTime'))}`)
  if (started !== undefined && completed !== undefined) {
    out.line(0, `Duration:\t${humanDuration(completed - started)}`)
  }
  if (at(job, 'spec', 'activeDeadlineSeconds') !== undefined) {
    out.line(0, `Active Deadline Seconds:\t${numberAt(job, 'spec', 'activeDeadlineSeconds')}s`)
  }
  const count = (name: string) => numberAt(job, 'status', name)
  const ready = at(job, 'status', 'ready') === undefined ? '' : ` (${count('ready')} Ready)`
  out.line(
    0,
    `Pods Statuses:\t${count('active')} Active${ready} / ${count('succeeded')} Succeeded / ${count('failed')} Failed`,
  )
  if (textAt(job, 'spec', 'completionMode') === 'Indexed') {
    out.line(0, `Completed Indexes:\t${capIndexesListOrNone(textAt(job, 'status', 'completedIndexes'))}`)
  }
  describePodTemplate(out, mapAt(job, 'spec', 'template'))
})

/** It is cut behind the first whole index after this many letters. */
const SOFT_LIMIT = 50

// kubectl: pkg/describe/describe.go capIndexesListOrNone (v1.36)
function capIndexesListOrNone(indexes: string): string {
  const comma = indexes.indexOf(',', SOFT_LIMIT)
  if (indexes === '') return '<none>'
  return comma < 0 ? indexes : `${indexes.slice(0, comma + 1)}...`
}
