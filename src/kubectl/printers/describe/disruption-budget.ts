import { at, mapAt, numberAt, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'
import { nameLines } from './head.ts'
import { formatLabelSelector } from './scheduling.ts'

// kubectl: pkg/describe/describe.go describePodDisruptionBudgetV1 (v1.36)
export const DISRUPTION_BUDGET = plainDescriber((out, object) => {
  nameLines(out, object)
  const [least, most] = [textAt(object, 'spec', 'minAvailable'), textAt(object, 'spec', 'maxUnavailable')]
  if (least !== '') out.line(0, `Min available:\t${least}`)
  else if (most !== '') out.line(0, `Max unavailable:\t${most}`)
  const selector = at(object, 'spec', 'selector')
  out.line(0, `Selector:\t${selector === undefined ? '<unset>' : formatLabelSelector(mapAt(selector))}`)
  out.line(0, 'Status:')
  for (const [title, field] of COUNTS) out.line(2, `${title}:\t${numberAt(object, 'status', field)}`)
})

const COUNTS = [
  ['Allowed disruptions', 'disruptionsAllowed'],
  ['Current', 'currentHealthy'],
  ['Desired', 'desiredHealthy'],
  ['Total', 'expectedPods'],
] as const
