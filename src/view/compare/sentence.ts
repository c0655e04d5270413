import { assertNever } from '../../lib/assert.ts'
import type { Time } from '../../lib/time.ts'
import type { Difference } from './difference.ts'
import type { CompareWords } from './words-en.ts'

/** A difference in words: what is new about it, and the numbers behind that. */
export interface DifferenceText {
  readonly text: string
  readonly detail: string | undefined
}

export function differenceText(difference: Difference, words: CompareWords): DifferenceText {
  switch (difference.topic) {
    case 'pod':
      return plain(difference.was === undefined ? words.podNew : words.podMissing)
    case 'container':
      return plain(difference.was === undefined ? words.containerNew : words.containerMissing)
    case 'status': {
      const { was, is } = difference
      const [now, then] = [is?.word ?? '', was?.word ?? '']
      if (now === '') return plain(words.statusGone(then))
      return plain(then === '' ? words.statusStays(now) : words.statusInstead(now, then))
    }
    case 'node': {
      const { was, is } = difference
      // On no node: that it is not scheduled says so.
      return plain(words.nodeInstead(is?.word ?? '–', was?.word ?? '–'))
    }
    case 'restarts': {
      const [is, was] = [difference.is.length, difference.was.length]
      return { text: words.restarts(is, was), detail: words.counts(is, was) }
    }
    case 'oom':
      return oomText(difference.was, difference.is, words)
    case 'exit':
      return exitText(difference.code, difference.was, difference.is, words)
    case 'condition': {
      const word = (side: Difference & { topic: 'condition' }, which: 'was' | 'is') => side[which]?.word ?? words.notSet
      return plain(words.condition(difference.type, word(difference, 'is'), word(difference, 'was')))
    }
    case 'warning':
      return difference.is === undefined
        ? { text: words.warningMissing(difference.reason), detail: before(difference.was, words) }
        : plain(words.warningNew(difference.reason, difference.is))
    case 'ready':
    case 'started':
    case 'scheduled':
    case 'traffic':
    case 'gone': {
      const { topic, was, is } = difference
      if (is === undefined) return { text: words.milestoneMissing(topic), detail: before(was, words) }
      if (was === undefined) return plain(words.milestoneNew(topic, is))
      return { text: words.milestone(topic, is - was), detail: words.insteadOf(is, was) }
    }
    default:
      return assertNever(difference)
  }
}

const plain = (text: string): DifferenceText => ({ text, detail: undefined })

function before(was: Time | undefined, words: CompareWords): string | undefined {
  return was === undefined ? undefined : words.before(was)
}

/** That there are fewer of them may say less than that the first comes later. */
function countsAndFirst(was: readonly Time[], is: readonly Time[], words: CompareWords): string {
  const counts = words.counts(is.length, was.length)
  const [a = 0, b = 0] = [was[0], is[0]]
  return a === b ? counts : words.andFirst(counts, words.insteadOf(b, a))
}

function oomText(was: readonly Time[], is: readonly Time[], words: CompareWords): DifferenceText {
  const [a, b] = [was[0], is[0]]
  if (b === undefined) return { text: words.oomMissing(was.length), detail: before(a, words) }
  if (a === undefined) return plain(words.oomNew(is.length, b))
  if (was.length !== is.length) {
    return { text: words.ooms(is.length, was.length), detail: countsAndFirst(was, is, words) }
  }
  return { text: words.oomShift(b - a), detail: words.insteadOf(b, a) }
}

function exitText(code: number, was: readonly Time[], is: readonly Time[], words: CompareWords): DifferenceText {
  const [a, b] = [was[0], is[0]]
  if (b === undefined) return plain(words.exitMissing(code, was.length, a ?? 0))
  if (a === undefined) return plain(words.exitNew(code, is.length, b))
  if (was.length !== is.length) {
    return { text: words.exits(code, is.length, was.length), detail: countsAndFirst(was, is, words) }
  }
  return { text: words.exitShift(code, b - a), detail: words.insteadOf(b, a) }
}
