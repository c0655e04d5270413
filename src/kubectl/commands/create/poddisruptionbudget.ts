import { parseLabelSelector } from '../../../manifest/object/selector-text.ts'
import { CommandError } from '../../command-line/command.ts'
import { generator } from './generator.ts'

// kubectl: pkg/cmd/create/create_pdb.go (v1.36)
export const podDisruptionBudget = generator({
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  usage: 'NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none] [options]',
  flags: '--max-unavailable string; --min-available string; --selector string',
  check: (given) => {
    const [least, most] = [given.text('min-available'), given.text('max-unavailable')]
    if (given.text('selector') === '') return 'a selector must be specified'
    if (least === '' && most === '') return 'one of min-available or max-unavailable must be specified'
    if (least !== '' && most !== '') return 'min-available and max-unavailable cannot be both specified'
    if (/^\d+%?$/.test(least || most)) return undefined
    return `invalid format specified for ${least === '' ? 'max-unavailable' : 'min-available'}`
  },
  object: (name, given) => {
    const [least, most] = [given.text('min-available'), given.text('max-unavailable')]
    const selector = labelSelectorOf(given.text('selector'))
    return {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: { name },
      spec: {
        ...(least === '' ? {} : { minAvailable: numberOrText(least) }),
        selector,
        ...(least === '' ? { maxUnavailable: numberOrText(most) } : {}),
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    }
  },
  failure: 'failed to create poddisruptionbudgets:',
})

function numberOrText(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}

/** What asks for one value stands with the labels. */
// apimachinery: pkg/apis/meta/v1/helpers.go ParseToLabelSelector (v1.36)
export function labelSelectorOf(text: string) {
  const parsed = parseLabelSelector(text)
  if ('wrong' in parsed) {
    throw new CommandError(`couldn't parse the selector string ${JSON.stringify(text)}: ${parsed.wrong}`)
  }
  const matchLabels: Record<string, string> = Object.create(null)
  const matchExpressions: object[] = []
  for (const { key, operator, values = [] } of parsed) {
    const [only, ...others] = values
    if (operator === 'In' && only !== undefined && others.length === 0) matchLabels[key] = only
    else matchExpressions.push({ key, operator, ...(values.length > 0 ? { values } : {}) })
  }
  return {
    ...(Object.keys(matchLabels).length > 0 ? { matchLabels } : {}),
    ...(matchExpressions.length > 0 ? { matchExpressions } : {}),
  }
}
