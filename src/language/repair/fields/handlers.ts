import { remove, valueAt } from '../../../manifest/text/edits.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'
import { removed } from './invalid.ts'

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep']

/** Of several handlers one is kept: which, is for people to say. */
export function forbiddenFieldRepairs(given: Case): readonly Repair[] {
  const { problem, document, steps } = given
  const message = problem.message ?? ''
  if (/may not specify more than 1 handler type/.test(message)) {
    const holder = steps.slice(0, -1)
    const given_ = Object.keys(asObject(valueAt(document.value, holder))).filter((name) => HANDLERS.includes(name))
    return given_.flatMap((kept) =>
      repairBy(
        given,
        { kind: 'keepOnly', field: kept },
        given_.filter((name) => name !== kept).map((name) => (now) => remove(now, document.index, [...holder, name])),
        kept === 'httpGet',
      ),
    )
  }
  if (/may not be set for init containers without restartPolicy=Always|may not be set/.test(message))
    return removed(given, true)
  if (/may not specify more than 1 volume type|may not be used|must not be specified/.test(message))
    return leafOf(steps) === '' ? [] : removed(given, false)
  return []
}
