import { describe, expect, test } from 'vitest'
import type { Problem } from '../../scenario/problem.ts'
import { imageFix } from './image-fix.ts'

const TEXT = 'image: "acme/api:1"\nimage: acme/web\nimage: nginx\n'

function noteAt(word: string, more: Partial<Pick<Problem, 'fix' | 'path' | 'code'>> = {}): Problem {
  const start = TEXT.indexOf(word)
  const range = { start, end: start + word.length, line: 1, column: 1, endLine: 1, endColumn: 1 }
  const fix = { title: { kind: 'describeImage' } as const, range, text: '' }
  const path = 'spec.containers[0].image'
  return { code: 'not-simulated', severity: 'info', message: '', path, document: 0, range, fix, ...more }
}

describe('the note that describes an image', () => {
  test.each<[string, Problem, string, boolean]>([
    ['as it is written', noteAt('acme/web'), 'acme/web', true],
    ['in quotes', noteAt('"acme/api:1"'), 'acme/api:1', true],
    ['spelt out', noteAt('acme/web'), 'docker.io/acme/web:latest', true],
    ['of another image', noteAt('acme/web'), 'acme/api:1', false],
    ['that offers nothing', noteAt('acme/web', { fix: undefined as never }), 'acme/web', false],
    ['of another field', noteAt('acme/web', { path: 'spec.volumes[0]' }), 'acme/web', false],
    ['of another kind', noteAt('acme/web', { code: 'invalid' }), 'acme/web', false],
  ])('%s', (_what, problem, image, found) => {
    expect(imageFix([problem], TEXT, image)).toBe(found ? problem : undefined)
  })
})
