import { expect, test } from 'vitest'
import { NOTHING_HEARD, proxyStateAt } from './proxy-sync.ts'

const heard = (...times: readonly number[]) => times.map((at) => ({ at }))

test.each<[string, readonly number[], number, number]>([
  ['what was never heard', [], 500, 0],
  ['what is heard just now', [100], 100, 0],
  ['what was heard a sync’s time ago', [100], 160, 1],
  ['two at once are taken up together', [100, 100], 160, 2],
  ['what comes during a sync waits until the next', [100, 130], 160, 1],
  ['which comes a second after the end of the one before', [100, 130], 1219, 1],
  ['and takes as long', [100, 130], 1220, 2],
  ['all that has come by then', [100, 130, 900, 1160], 1220, 4],
  ['after a rest of more than a second at once', [100, 5000], 5060, 2],
])('%s', (_, times, now, applied) => {
  expect(proxyStateAt(heard(...times), NOTHING_HEARD, 60, now).applied).toBe(applied)
})

test('asking often comes to the same as asking once', () => {
  const news = heard(100, 130, 700, 1300, 4000, 4010)
  let state = NOTHING_HEARD
  for (let now = 0; now <= 6000; now += 7) state = proxyStateAt(news, state, 60, now)
  expect(state).toEqual(proxyStateAt(news, NOTHING_HEARD, 60, 5999))
})
