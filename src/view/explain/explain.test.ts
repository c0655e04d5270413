import { describe, expect, test } from 'vitest'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { historiesOf } from '../inspector/histories.ts'
import { chainOf, explain } from './explain.ts'
import { LIVENESS_KILL, runText } from './testing/run-text.ts'

const trace = runText(LIVENESS_KILL)
const uid = historiesOf(trace)[0]!.ref.uid

/** The first instant from which kubectl says so. */
function when(status: string): Time {
  for (let at = 0; at <= trace.endMs; at += 50) {
    if (explain(trace, at, { seq: undefined, uid })?.title === `Why ${status}?`) return at
  }
  throw new Error(`never ${status}`)
}

describe('explain', () => {
  test('why CrashLoopBackOff: from the failed probe over the signals to the exit', () => {
    const explanation = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid }, { all: true })!
    const texts = explanation.links.map((link) => link.text)
    const inOrder = [/^Liveness failed, 2 of 2$/, /^SIGTERM, with 5 s to finish/, /^SIGKILL/, /^Exit 137 = 128 \+ 9/]
    let from = 0
    for (const pattern of inOrder) {
      const found = texts.findIndex((text, index) => index >= from && pattern.test(text))
      expect(found, `${pattern} in ${texts.join(' | ')}`).toBeGreaterThanOrEqual(0)
      from = found
    }
  })

  test('names the fields that decided', () => {
    const explanation = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid }, { all: true })!
    const fields = explanation.links.map((link) => link.field)
    expect(fields).toContain('spec.containers[0].livenessProbe.failureThreshold')
    expect(fields).toContain('spec.containers[0].livenessProbe.terminationGracePeriodSeconds')
  })

  test('says what comes next', () => {
    const { next } = explain(trace, when('CrashLoopBackOff'), { seq: undefined, uid })!
    expect(next?.text).toMatch(/^Starts again: Running, RESTARTS \d+$/)
    expect(next!.at).toBeGreaterThan(when('CrashLoopBackOff'))
  })

  test('a restart is asked about as such, though STATUS never changed', () => {
    expect(when('RESTARTS 1')).toBeGreaterThan(10_000)
  })

  test('of a long chain the newest part is shown, and how much is left out', () => {
    const at = when('CrashLoopBackOff')
    const all = explain(trace, at, { seq: undefined, uid }, { all: true })!
    const shown = explain(trace, at, { seq: undefined, uid })!
    expect(shown.links.length + shown.earlier).toBe(all.links.length)
    expect(all.links.slice(-shown.links.length)).toEqual(shown.links)
  })

  test('before there is a Pod there is nothing to explain', () => {
    expect(explain(trace, -1, { seq: undefined, uid })).toBeUndefined()
    expect(explain(trace, 0, { seq: undefined, uid: 'another' })).toBeUndefined()
  })
})

describe('chainOf', () => {
  test('every happening has a chain in the order of time that ends with it', () => {
    const check = (some: Trace) => {
      for (const entry of some.entries) {
        const chain = chainOf(some, entry.seq)
        expect(chain.at(-1)?.seq).toBe(entry.seq)
        for (const [index, link] of chain.entries()) {
          if (index > 0) expect(link.seq).toBeGreaterThan(chain[index - 1]!.seq)
          expect(link.text).not.toBe('')
        }
      }
    }
    check(trace)
  })
})
