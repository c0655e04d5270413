import { listAt, textAt } from '../field.ts'
import { describer } from './describer.ts'
import { metaLines } from './head.ts'
import { limitLines } from './limit-range.ts'
import { quotaRows, scopeLines } from './quota.ts'
import { listOf } from './reading.ts'
import { timeText } from './words.ts'

// kubectl: pkg/describe/describe.go describeNamespace, DescribeResourceQuotas, DescribeLimitRanges (v1.36)
export const NAMESPACE = describer({
  *read({ metadata }, { reader }) {
    return {
      quotas: yield* listOf(reader, 'v1', 'ResourceQuota', metadata.name),
      ranges: yield* listOf(reader, 'v1', 'LimitRange', metadata.name),
    }
  },
  write(out, object, { quotas, ranges }) {
    out.line(0, `Name:\t${object.metadata.name}`)
    metaLines(out, object)
    out.line(0, `Status:\t${textAt(object, 'status', 'phase')}`)
    const conditions = listAt(object, 'status', 'conditions')
    if (conditions.length > 0) {
      out.line(0, 'Conditions:')
      out.line(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage')
      out.line(1, '----\t------\t------------------\t------\t-------')
    }
    for (const condition of conditions) {
      const since = timeText(textAt(condition, 'lastTransitionTime'))
      const [type, status] = [textAt(condition, 'type'), textAt(condition, 'status')]
      out.line(1, [type, status, since, textAt(condition, 'reason'), textAt(condition, 'message')].join('\t'))
    }
    out.line(0, '')
    if (quotas.length === 0) out.line(0, 'No resource quota.')
    else out.line(0, 'Resource Quotas')
    for (const quota of quotas) {
      out.line(1, `Name:\t${quota.metadata.name}`)
      scopeLines(out, quota, 1)
      out.line(1, 'Resource\tUsed\tHard')
      out.line(1, '--------\t---\t---')
      quotaRows(out, quota, 1)
    }
    out.line(0, '')
    if (ranges.length === 0) {
      out.line(0, 'No LimitRange resource.')
      return
    }
    out.line(0, 'Resource Limits')
    limitLines(out, ranges, ' ')
  },
  events: 'none',
})
