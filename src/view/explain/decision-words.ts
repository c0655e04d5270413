import type { DecisionName, Decisions } from '../../trace/decision/decision.ts'
import type { PodActionReason, PodActionReasons } from '../../trace/decision/pod-action-reason.ts'
import type { Said } from './said.ts'

/** What a language says of each decision: one without its words does not compile. */
export type DecisionWords = {
  readonly [K in DecisionName]: (facts: Decisions[K], container: string) => Said
}

export type ReasonWords = {
  readonly [K in keyof PodActionReasons]: (facts: PodActionReason<K>) => Said
}

export function sayDecision<K extends DecisionName>(
  made: { readonly decision: K; readonly value: Decisions[K]; readonly container?: string | undefined },
  words: DecisionWords,
): Said {
  return words[made.decision](made.value, made.container ?? '')
}

export function sayReason<K extends keyof PodActionReasons>(reason: PodActionReason<K>, words: ReasonWords): Said {
  return words[reason.why](reason)
}
