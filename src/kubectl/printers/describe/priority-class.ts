import { at, labelsText, textAt } from '../field.ts'
import { plainDescriber } from './describer.ts'

// kubectl: pkg/describe/describe.go describePriorityClass (v1.36)
export const PRIORITY_CLASS = plainDescriber((out, object) => {
  out.line(0, `Name:\t${object.metadata.name}`)
  out.line(0, `Value:\t${textAt(object, 'value') || '0'}`)
  out.line(0, `GlobalDefault:\t${at(object, 'globalDefault') === true}`)
  out.line(0, `PreemptionPolicy:\t${textAt(object, 'preemptionPolicy') || 'PreemptLowerPriority'}`)
  out.line(0, `Description:\t${textAt(object, 'description')}`)
  out.line(0, `Annotations:\t${labelsText(object.metadata.annotations ?? {})}`)
})
