import { expect, it } from 'vitest'
import { compile } from './compile.ts'

const podOf = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: ${image}}]}\n`

it('an image longer than anything real is refused at its field, before it is simulated', () => {
  const { scenario, problems } = compile(podOf('a'.repeat(1025)))
  expect(scenario).toBeUndefined()
  const message = 'an image of 1025 characters; nothing longer than 1024 is simulated'
  expect(problems).toMatchObject([{ severity: 'error', path: 'spec.containers[0].image', message }])
  expect(compile(podOf('a'.repeat(1024))).scenario).toBeDefined()
})
