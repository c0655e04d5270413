import type { WriteOptions } from '../client/api-client.ts'
import type { Given } from '../command-line/flag-set.ts'

const VALIDATIONS: ReadonlyMap<string, WriteOptions['fieldValidation']> = new Map([
  ['strict', 'Strict'],
  ['true', 'Strict'],
  ['warn', 'Warn'],
  ['ignore', 'Ignore'],
  ['false', 'Ignore'],
])

// kubectl: pkg/cmd/util/helpers.go GetValidationDirective (v1.36)
export function validateMistake(given: Given): string | undefined {
  const value = given.text('validate')
  return VALIDATIONS.has(value.toLowerCase())
    ? undefined
    : `invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`
}

export function fieldValidationOf(given: Given): NonNullable<WriteOptions['fieldValidation']> {
  return VALIDATIONS.get(given.text('validate').toLowerCase()) ?? 'Strict'
}
