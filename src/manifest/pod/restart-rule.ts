import { type FieldError, notSupported, required, tooMany } from '../field-error.ts'
import { child, item } from '../path.ts'
import type { Container } from './container.ts'

const POLICIES = ['Always', 'Never', 'OnFailure']
const ACTIONS = ['Restart', 'RestartAllContainers']
const MOST_RULES = 20
const MOST_EXIT_CODES = 255

/** A container's own restart policy, and the rules that refine it. */
// apis/core/validation: validation.go validateContainerRestartPolicy (v1.36)
export function validateContainerRestartPolicy(container: Container, path: string): FieldError[] {
  const errors: FieldError[] = []
  const { restartPolicy, restartPolicyRules: rules = [] } = container
  const rulesPath = child(path, 'restartPolicyRules')
  if (restartPolicy === undefined) {
    if (rules.length > 0) {
      errors.push(required(child(path, 'restartPolicy'), 'must specify restartPolicy when restart rules are used'))
    }
  } else if (!POLICIES.includes(restartPolicy)) {
    errors.push(notSupported(child(path, 'restartPolicy'), restartPolicy, POLICIES))
  }
  if (rules.length > MOST_RULES) errors.push(tooMany(rulesPath, rules.length, MOST_RULES))
  for (const [index, { action, exitCodes }] of rules.entries()) {
    const at = item(rulesPath, index)
    if (!ACTIONS.includes(action)) errors.push(notSupported(child(at, 'action'), action ?? '', ACTIONS))
    const codesPath = child(at, 'exitCodes')
    if (!exitCodes) {
      errors.push(required(codesPath, 'must be specified'))
      continue
    }
    if (exitCodes.operator !== 'In' && exitCodes.operator !== 'NotIn') {
      errors.push(notSupported(child(codesPath, 'operator'), exitCodes.operator ?? '', ['In', 'NotIn']))
    }
    const count = exitCodes.values?.length ?? 0
    if (count > MOST_EXIT_CODES) errors.push(tooMany(child(codesPath, 'values'), count, MOST_EXIT_CODES))
  }
  return errors
}
