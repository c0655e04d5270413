import { expect, test } from 'vitest'
import type { Problem } from '../../scenario/problem.ts'
import { NOTES_EN } from '../../view/notes/notes-en.ts'
import { problemText } from '../../view/notes/problem-text.ts'
import { markersOf } from './markers.ts'

const problem: Problem = {
  code: 'unknown-field',
  severity: 'error',
  message: 'unknown field "spec.containers[0].startProbe"',
  path: 'spec.containers[0].startProbe',
  document: 0,
  range: { start: 40, end: 50, line: 9, column: 5, endLine: 9, endColumn: 15 },
}

const say = (each: Problem) => problemText(each, NOTES_EN)

test('a problem is marked where it stands, in its own words', () => {
  expect(markersOf([problem], say)).toEqual([
    {
      severity: 8,
      message: problem.message,
      code: 'unknown-field',
      startLineNumber: 9,
      startColumn: 5,
      endLineNumber: 9,
      endColumn: 15,
    },
  ])
})

test('severities are told apart', () => {
  const of = (severity: Problem['severity']) => markersOf([{ ...problem, severity }], say)[0]?.severity
  expect([of('error'), of('warning'), of('info')]).toEqual([8, 4, 2])
})

test('what has no width is given one, and what has no place the first line', () => {
  expect(markersOf([{ ...problem, range: { ...problem.range!, endColumn: 5 } }], say)[0]).toMatchObject({
    endColumn: 6,
  })
  const { range: _, ...placeless } = problem
  expect(markersOf([placeless], say)[0]).toMatchObject({ startLineNumber: 1, endLineNumber: 1 })
})

test('a flood of problems is cut', () => {
  expect(markersOf(Array(10_000).fill(problem), say)).toHaveLength(500)
})
