import { nearestName } from '../../../manifest/nearest-name.ts'
import { remove, setValue } from '../../../manifest/text/edits.ts'
import { choicesOf } from '../../schema/choices.ts'
import type { Repair } from '../repair.ts'
import { type Case, holderOf, leafOf, repairBy } from './case.ts'

/** A word that is none of those that may stand there: the nearest of them, or nothing, where that has a default. */
export function notSupportedRepairs(given: Case): readonly Repair[] {
  const { place, value, document, steps } = given
  if (!place?.field || place.definition === undefined) return []
  const { definition, type, field } = place
  const said = saidChoices(given.problem.message ?? '')
  const { values } = choicesOf({ type, definition, field: field.name }, undefined, holderOf(given))
  const choices = said.length > 0 ? said : values
  const meant = typeof value === 'string' ? nearestChoice(value, choices) : undefined
  const only = choices.length === 1 ? choices[0] : undefined
  const chosen = meant ?? only
  const name = leafOf(steps)
  const others = choices.filter((choice) => choice !== chosen).slice(0, MOST_OFFERED)
  const set = (choice: string, sure: boolean) =>
    repairBy(
      given,
      { kind: 'set', field: name, value: choice },
      [(now) => setValue(now, document.index, steps, choice)],
      sure,
    )
  return [
    ...(chosen === undefined ? [] : set(chosen, true)),
    ...(chosen !== undefined || field.required
      ? []
      : repairBy(given, { kind: 'remove', field: name }, [(now) => remove(now, document.index, steps)])),
    ...(chosen === undefined ? others.flatMap((choice) => set(choice, false)) : []),
  ]
}

const MOST_OFFERED = 4

/** What the API server itself says it takes. */
function saidChoices(message: string): readonly string[] {
  const [, list = ''] = /(?:supported|valid) values: (.{1,2000})$/.exec(message) ?? []
  const quoted = [...list.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value)
  return quoted.length > 0 ? quoted : list.split(', ').filter((each) => /^\w+$/.test(each))
}

/** Spelt in other letters, or nearly. */
export function nearestChoice(value: string, choices: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  return choices.find((choice) => plain(choice) === plain(value)) ?? nearestName(value, choices)
}
