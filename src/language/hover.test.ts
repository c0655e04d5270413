import { describe, expect, it } from 'vitest'
import { hover } from './hover.ts'
import { LANGUAGE_EN } from './words/language-en.ts'
import { LANGUAGE_ZH } from './words/language-zh.ts'
import { hoverLines } from './words/words.ts'

const at = (marked: string) => hover(marked.replace('|>', ''), marked.indexOf('|>'))
const IN = (line: string) =>
  `apiVersion: v1\nkind: Pod\nspec:\n  hostUsers: true\n  containers:\n    - name: a\n      ${line}\n`

describe('what is said of a word', () => {
  it.each([
    ['a field', IN('liveness|>Probe: {exec: {command: [ls]}}'), 'Container.livenessProbe', 'Probe', undefined],
    ['one with a default', IN('livenessProbe: {period|>Seconds: 5}'), 'Probe.periodSeconds', 'int32', '10'],
    ['a value, for its field', IN('imagePullPolicy: Al|>ways'), 'Container.imagePullPolicy', 'PullPolicy', undefined],
    ['a kind', 'apiVersion: v1\nkind: P|>od\n', 'Pod', '', undefined],
    ['a field of the Scenario', 'kind: Scenario\nspec:\n  un|>til: 5m\n', 'ScenarioSpec.until', 'duration', '15m'],
    ['a field of a step', 'kind: Scenario\nspec:\n  steps: [{a|>t: 5s}]\n', 'ScenarioStep.at', 'duration', undefined],
    ['in a document that is broken', `${IN('ima|>ge: x')}  - y: z: 1\n`, 'Container.image', 'string', undefined],
  ])('%s', (_, text, about, type, usual) => {
    expect(at(text)).toMatchObject({ about, type, ...(usual === undefined ? {} : { default: usual }) })
  })

  it.each([
    ['a field that nobody knows', IN('start|>Probe: {}')],
    ['a label that somebody chose', 'kind: Pod\nmetadata: {labels: {a|>pp: x}}\n'],
    ['a script', IN('command: [sh, -c, "echo o|>ne two"]')],
    ['a gap', IN('image: a\n   |>   ')],
    ['a comment', 'kind: Pod # a co|>mment'],
  ])('nothing of %s', (_, text) => {
    expect(at(text)).toBeUndefined()
  })

  it('in words', () => {
    const words = (marked: string, language = LANGUAGE_EN) => {
      const found = at(marked)
      return found && hoverLines(found, language)
    }
    expect(words(IN('imagePull|>Policy: Always'))).toEqual([
      'imagePullPolicy: PullPolicy',
      expect.stringContaining('latest'),
      'One of Always, IfNotPresent, Never',
    ])
    expect(words(IN('livenessProbe: {failure|>Threshold: 5}'), LANGUAGE_ZH)).toEqual([
      'failureThreshold: int32 · 默认 3',
      '连续失败多少次才算。',
    ])
    expect(words('apiVersion: v1\nkind: Pod\nspec: {host|>Users: true}')?.at(-1)).toContain('Not simulated')
  })
})
