import { assertNever } from '../../lib/assert.ts'
import { sayDecision } from './decision-words.ts'
import type { Fact } from './fact.ts'
import { type Said, whole } from './said.ts'
import { sayNotice } from './say-notice.ts'
import { saySpan, saySpanEnd } from './say-span.ts'
import { schedulingText } from './scheduling-sentence.ts'
import type { ExplainWords } from './words-en.ts'

/** A fact as a sentence. */
export function sayFact(fact: Fact, words: ExplainWords): Said {
  switch (fact.kind) {
    case 'submitted':
      return whole(words.submitted)
    case 'step':
      return whole(fact.text)
    case 'stepEnd':
      return whole(words.stepEnded(fact.exitCode))
    case 'stepOutput':
      return words.stepPrinted(fact.text)
    case 'write':
      return sayNotice(fact.notices[0], words)
    case 'field':
      return whole(words.fieldIs(fact.what, fact.value))
    case 'startsAgain':
      return words.startsAgain(fact.status, fact.restarts)
    case 'event':
      return words.event(fact.reason, fact.message)
    case 'log':
      return words.log(fact.container, fact.line)
    case 'signal':
      return words.signal(fact.signal, fact.pid, fact.effect)
    case 'oom':
      return whole(words.oom(fact.limitBytes, fact.of))
    case 'scheduling':
      return schedulingText(fact.decision, words)
    case 'decision':
      return sayDecision({ ...fact.made, container: fact.container }, words.decisions)
    case 'notSimulated':
      return whole(words.note(fact.note))
    case 'requestsFailed':
      return words.traffic.failed(fact.failed)
    case 'span':
      return saySpan(fact, words)
    case 'spanEnd':
      return saySpanEnd(fact, words)
    case 'attempt': {
      const attempt = words.attempt(fact.probe, fact.outcome)
      return fact.outcome === 'unknown'
        ? whole(attempt)
        : { head: attempt, text: words.list([attempt, words.inARow(fact.run, fact.threshold)]) }
    }
    default:
      return assertNever(fact)
  }
}

/** What it is asked about by. Names and states are asked about as such, sentences between quotation marks. */
export function askAbout(fact: Fact, words: ExplainWords): string {
  if (fact.kind === 'stepOutput') return words.whyThis
  const { head } = sayFact(fact, words)
  switch (fact.kind) {
    case 'write':
    case 'decision':
    case 'scheduling':
    case 'submitted':
    case 'requestsFailed':
      return words.whySaid(head)
    default:
      return words.why(head)
  }
}
