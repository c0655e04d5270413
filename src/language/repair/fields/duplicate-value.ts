import { setValue, valueAt } from '../../../manifest/text/edits.ts'
import { asObject } from '../../schema/fields.ts'
import type { Repair } from '../repair.ts'
import { type Case, leafOf, repairBy } from './case.ts'
import { removed } from './invalid.ts'

/** Two of one name: the later gets a number; a port of the node that is taken twice is asked for once. */
export function duplicateValueRepairs(given: Case): readonly Repair[] {
  const { document, steps, value } = given
  const field = leafOf(steps)
  if (field === 'hostPort') return removed(given, true)
  if (field !== 'name' || typeof value !== 'string') return []
  const taken = new Set(namesBeside(given))
  let number = 2
  while (taken.has(`${value}-${number}`)) number++
  const name = `${value}-${number}`
  return repairBy(given, { kind: 'set', field, value: name }, [(now) => setValue(now, document.index, steps, name)])
}

/** Containers of every sort have their names in common. */
function namesBeside({ document, steps }: Case): readonly string[] {
  const list = steps.slice(0, -2)
  const holder = asObject(valueAt(document.value, list.slice(0, -1)))
  const lists = list.at(-1)?.endsWith('ontainers')
    ? [holder.containers, holder.initContainers]
    : [holder[list.at(-1) ?? '']]
  return lists
    .flatMap((each) => (Array.isArray(each) ? each : []))
    .flatMap((each) => {
      const { name } = asObject(each)
      return typeof name === 'string' ? [name] : []
    })
}
