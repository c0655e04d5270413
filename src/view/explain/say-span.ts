import { assertNever } from '../../lib/assert.ts'
import type { Fact } from './fact.ts'
import { type Said, whole } from './said.ts'
import type { ExplainWords } from './words-en.ts'

type OfKind<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

export function saySpan({ span, container, run }: OfKind<'span'>, words: ExplainWords): Said {
  switch (span.kind) {
    case 'volumes':
      return whole(words.volumes)
    case 'sandbox':
      return whole(words.sandbox)
    case 'pull':
      return whole(words.pull(span.image))
    case 'start':
      return whole(words.start(container))
    case 'run':
      return whole(words.run(container, run))
    case 'hook':
      return whole(words.hook(span.hook))
    case 'backOff':
      return whole(span.of === 'pull' ? words.backOffPull(span.lengthMs) : words.backOff(span.lengthMs))
    case 'grace':
      return words.grace(span.signal, span.graceMs, span.deadline)
    case 'throttled':
      return words.throttled(span.wantedMilliCPU, span.limitMilliCPU)
    case 'terminating':
      return words.terminating(span.graceMs)
    default:
      return assertNever(span)
  }
}

export function saySpanEnd({ of, outcome }: OfKind<'spanEnd'>, words: ExplainWords): Said {
  switch (outcome.kind) {
    case 'done':
      return whole(words.ended[of])
    case 'cancelled':
      return whole(words.cancelled[of])
    case 'failed':
      return whole(words.failed[of])
    case 'exit':
      return words.exit(outcome.exitCode, outcome.reason)
    default:
      return assertNever(outcome)
  }
}
