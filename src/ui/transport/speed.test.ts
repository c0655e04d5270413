import { expect, test } from 'vitest'
import { nextStop, SPEED_STEPS, speedOfStep, stepOfSpeed } from './speed.ts'

test('the slider goes from a quarter to an hour a second', () => {
  expect(speedOfStep(0)).toBe(0.25)
  expect(speedOfStep(SPEED_STEPS)).toBe(3600)
})

test('a speed that the slider gave is where the slider is', () => {
  for (let step = 0; step <= SPEED_STEPS; step++)
    expect(Math.abs(stepOfSpeed(speedOfStep(step)) - step)).toBeLessThanOrEqual(1)
})

test('keys go from stop to stop, and stay at the ends', () => {
  expect(nextStop(10, 1)).toBe(30)
  expect(nextStop(12, -1)).toBe(10)
  expect(nextStop(3600, 1)).toBe(3600)
  expect(nextStop(0.25, -1)).toBe(0.25)
})
