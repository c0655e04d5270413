import { expect, test } from 'vitest'
import { numberAt, scrubbed } from './scrub-number.ts'

test.each([
  ['  periodSeconds: 5', 17, '5', '6', '4'],
  ['  failureThreshold: 3  # three', 20, '3', '4', '2'],
  ['    limits: {memory: 64Mi, cpu: 250m}', 21, '64Mi', '72Mi', '56Mi'],
  ['    limits: {memory: 64Mi, cpu: 250m}', 33, '250m', '300m', '200m'],
  ['args: [run, --for, "30"]', 20, '30', '31', '29'],
  ['spec: {until: 90s}', 14, '90s', '91s', '89s'],
  ['  cpu: 0.5', 8, '0.5', '0.6', '0.4'],
  ['  initialDelaySeconds: 0', 23, '0', '1', '0'],
])('%s at %i is %s', (line, offset, text, more, less) => {
  const number = numberAt(line, offset)!
  expect(line.slice(number.start, number.end)).toBe(text)
  expect(scrubbed(number, 1)).toBe(more)
  expect(scrubbed(number, -1)).toBe(less)
})

test.each([
  ['image: nginx:1.27', 14],
  ['image: busybox:1.36.1', 17],
  ['name: web-2', 10],
  ['host: 10.0.0.1', 8],
  ['# wait 30 seconds', 8],
  ['apiVersion: v1', 13],
  ['periodSeconds: 5', 3],
])('%s at %i is no number to change', (line, offset) => {
  expect(numberAt(line, offset)).toBeUndefined()
})
