import { describe, expect, test } from 'vitest'

/** One call that Kubernetes' own unit tests made: what the function was given, and what it returned. */
export interface Call {
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: Kubernetes' shapes; each adapter knows its own
  readonly input: any
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly expected: any
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly state?: any
  // biome-ignore lint/suspicious/noExplicitAny: the same
  readonly asserted?: any
  readonly featureGates?: Readonly<Record<string, boolean>>
  readonly now?: string
}

/** What an adapter makes of a call: what we say and what Kubernetes says, or why the call has no place here. */
export type Answer = { readonly ours: unknown; readonly theirs: unknown } | { readonly skip: string }

export function skip(reason: string): Answer {
  return { skip: reason }
}

/**
 * Kubernetes' own test tables, asked of our functions. They are not in this repository: PODLAPSE_CONFORMANCE names the
 * directory that holds them, one JSON file per table. Without it the tables are skipped, and say so.
 */
export class ConformanceTables {
  readonly #directory: string | undefined
  readonly #read: (path: string) => string

  constructor(directory: string | undefined, read: (path: string) => string) {
    this.#directory = directory
    this.#read = read
  }

  describe(table: string, answer: (call: Call) => Answer): void {
    if (!this.#directory) {
      describe.skip(`${table} (PODLAPSE_CONFORMANCE is not set)`, () => {
        test('is skipped', () => {})
      })
      return
    }
    const { cases } = JSON.parse(this.#read(`${this.#directory}/${table}.json`)) as { cases: Call[] }
    describe(table, () => {
      for (const call of cases) {
        test(call.name, (context) => {
          const answered = answer(call)
          if ('skip' in answered) context.skip(answered.skip)
          else expect(answered.ours).toEqual(answered.theirs)
        })
      }
    })
  }
}
