import type { FactWords } from './facts-words-en.ts'
import type { Fact } from './field-facts.ts'

export function sayFieldFact(fact: Fact, words: FactWords): string {
  switch (fact.kind) {
    case 'failed':
      return words.failed(fact.times, fact.inARow)
    case 'neverFailed':
      return words.neverFailed(fact.attempts)
    case 'slowest':
      return words.slowest(fact.ms)
    case 'firstSuccess':
      return words.firstSuccess(fact.ms)
    case 'peak':
      return words.peak(fact.bytes)
    case 'graceUsed':
      return words.graceUsed(fact.ms, fact.killed)
    case 'restarts':
      return words.restarts(fact.count)
    case 'pulled':
      return words.pulled(fact.ms)
    case 'selects':
      return words.selects(fact.pods)
  }
}
