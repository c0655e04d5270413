import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../lib/time.ts'
import { EventCorrelator, type NewEvent } from './event-correlator.ts'

const event = (more: Partial<NewEvent> = {}): NewEvent => ({
  type: 'Normal',
  reason: 'Pulled',
  message: 'm',
  component: 'kubelet',
  regarding: { kind: 'Pod', namespace: 'default', name: 'web', uid: 'u', fieldPath: 'spec.containers{app}' },
  ...more,
})

describe('counting', () => {
  test('[EVENT-1] the same Event again has the same key and a higher count', () => {
    const correlator = new EventCorrelator()
    const first = correlator.correlate(event(), 1000)
    expect(first).toMatchObject({ count: 1, firstAt: 1000 })
    expect(correlator.correlate(event(), 5000)).toEqual({ ...first, count: 2 })
  })

  test.each<[string, Partial<NewEvent>]>([
    ['message', { message: 'n' }],
    ['reason', { reason: 'Created' }],
    ['type', { type: 'Warning' }],
    ['component', { component: 'default-scheduler' }],
    ['container', { regarding: { ...event().regarding, fieldPath: 'spec.containers{b}' } }],
    ['Pod of that name', { regarding: { ...event().regarding, uid: 'v' } }],
  ])('[EVENT-1] another %s is another Event', (_what, more) => {
    const correlator = new EventCorrelator()
    const first = correlator.correlate(event(), 0)
    const second = correlator.correlate(event(more), 0)
    expect(second?.count).toBe(1)
    expect(second?.key).not.toBe(first?.key)
  })
})

describe('the spam filter', () => {
  const passed = (correlator: EventCorrelator, times: readonly number[], more: Partial<NewEvent> = {}) =>
    times.filter((at) => correlator.correlate(event(more), at) !== undefined).length

  test('[EVENT-2] lets 25 pass, then one every five minutes', () => {
    const correlator = new EventCorrelator()
    expect(passed(correlator, Array(30).fill(0))).toBe(25)
    expect(passed(correlator, [5 * MINUTE - 1, 5 * MINUTE, 5 * MINUTE + 1])).toBe(1)
    expect(passed(correlator, Array(5).fill(15 * MINUTE))).toBe(2)
  })

  test('[EVENT-2] counts what it drops', () => {
    const correlator = new EventCorrelator()
    passed(correlator, Array(30).fill(0))
    expect(correlator.correlate(event(), 5 * MINUTE)?.count).toBe(31)
  })

  test('[EVENT-2] has a bucket of its own for warnings, and for each Pod', () => {
    const correlator = new EventCorrelator()
    passed(correlator, Array(30).fill(0))
    expect(passed(correlator, [0], { type: 'Warning' })).toBe(1)
    expect(passed(correlator, [0], { regarding: { ...event().regarding, uid: 'v' } })).toBe(1)
    expect(passed(correlator, [0], { reason: 'Created' })).toBe(0)
  })
})

describe('aggregation', () => {
  test('[EVENT-1] from the tenth message on, Events of one reason are combined', () => {
    const correlator = new EventCorrelator()
    const told = Array.from({ length: 12 }, (_, index) => correlator.correlate(event({ message: `m${index}` }), 0))
    expect(told[8]).toMatchObject({ message: 'm8', count: 1 })
    expect(told[9]).toMatchObject({ message: '(combined from similar events): m9', count: 1 })
    expect(told[11]).toMatchObject({ message: '(combined from similar events): m11', count: 3, key: told[9]?.key })
  })

  test('[EVENT-1] after ten minutes without one it begins anew', () => {
    const correlator = new EventCorrelator()
    for (let index = 0; index < 12; index++) correlator.correlate(event({ message: `m${index}` }), 0)
    expect(correlator.correlate(event({ message: 'n' }), 600 * SECOND)?.message).toContain('combined')
    expect(correlator.correlate(event({ message: 'o' }), 1201 * SECOND)?.message).toBe('o')
  })
})
