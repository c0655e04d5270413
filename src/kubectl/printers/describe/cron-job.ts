import { selectorOf } from '../../../manifest/object/selector-text.ts'
import { at, listAt, mapAt, numberAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { metaLines, nameLines } from './head.ts'
import { describePodTemplate } from './pod-template.ts'
import { boolText, textOr, timeText } from './words.ts'

const UNSET = '<unset>'

// kubectl: pkg/describe/describe.go describeCronJob, describeJobTemplate (v1.36)
export const CRON_JOB = plainDescriber((out, object) => {
  nameLines(out, object)
  metaLines(out, object)
  out.line(0, `Schedule:\t${textAt(object, 'spec', 'schedule')}`)
  out.line(0, `Concurrency Policy:\t${textAt(object, 'spec', 'concurrencyPolicy')}`)
  const suspend = at(object, 'spec', 'suspend')
  out.line(0, `Suspend:\t${suspend === undefined ? UNSET : boolText(suspend)}`)
  out.line(0, `Time Zone:\t${textOr(UNSET, object, 'spec', 'timeZone')}`)
  out.line(0, `Successful Job History Limit:\t${textOr(UNSET, object, 'spec', 'successfulJobsHistoryLimit')}`)
  out.line(0, `Failed Job History Limit:\t${textOr(UNSET, object, 'spec', 'failedJobsHistoryLimit')}`)
  const seconds = at(object, 'spec', 'startingDeadlineSeconds')
  out.line(0, `Starting Deadline Seconds:\t${seconds === undefined ? UNSET : `${String(seconds)}s`}`)
  const job = mapAt(object, 'spec', 'jobTemplate', 'spec')
  const selector = at(job, 'selector')
  out.line(0, `Selector:\t${selector === undefined ? UNSET : selectorOf(mapAt(selector))}`)
  out.line(0, `Parallelism:\t${textOr(UNSET, job, 'parallelism')}`)
  out.line(0, `Completions:\t${textOr(UNSET, job, 'completions')}`)
  if (at(job, 'activeDeadlineSeconds') !== undefined) {
    out.line(0, `Active Deadline Seconds:\t${numberAt(job, 'activeDeadlineSeconds')}s`)
  }
  describePodTemplate(out, mapAt(job, 'template'))
  const last = textAt(object, 'status', 'lastScheduleTime')
  out.line(0, `Last Schedule Time:\t${last === '' ? UNSET : timeText(last)}`)
  const active = listAt(object, 'status', 'active').map((each) => textAt(each, 'name'))
  out.line(0, `Active Jobs:\t${active.join(', ') || '<none>'}`)
})
