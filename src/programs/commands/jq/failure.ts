import { type Json, jsonText, typeOf } from './json.ts'

/** jq's error while it runs: what `try` catches. */
export class JqError extends Error {
  readonly value: Json

  constructor(value: Json) {
    super(typeof value === 'string' ? value : `${jsonText(value)} (not a string)`)
    this.value = value
  }
}

/** The program asks for what is not here. */
export class JqNotSimulated extends Error {}

export function described(value: Json): string {
  const text = jsonText(value)
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`
}
