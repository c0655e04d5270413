import { expect, it } from 'vitest'
import { compile } from './compile.ts'

const podOf = (image: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: ${image}}]}\n`

it('an image longer than anything real is refused at its field, before it is simulated', () => {
  const { scenario, problems } = compile(podOf('a'.repeat(1025)))
  expect(scenario).toBeUndefined()
  const note = { kind: 'longImage', length: 1025, most: 1024 }
  expect(problems).toMatchObject([{ severity: 'error', path: 'spec.containers[0].image', note }])
  expect(compile(podOf('a'.repeat(1024))).scenario).toBeDefined()
})
