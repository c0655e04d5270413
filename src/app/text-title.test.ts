import { describe, expect, test } from 'vitest'
import { commentOf, excerptOf, titleOfText } from './text-title.ts'

describe('what a text is called in a list', () => {
  test.each([
    ['its first comment', '# Out of memory\nkind: Pod\n', 'Out of memory'],
    ['kind and name', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n', 'Pod web'],
    ['in one line', 'kind: Pod\nmetadata: {namespace: shop, name: "till"}\n', 'Pod till'],
    ['a kind alone', 'kind: Pod\nspec: {}\n', 'Pod'],
    ['nothing', 'hello', ''],
    ['no comment that is a paragraph', `# ${'x'.repeat(90)}\nkind: Job\n`, 'Job'],
    ['a comment without words', '#\nkind: Job\n', 'Job'],
  ])('%s', (_what, text, title) => {
    expect(titleOfText(text)).toBe(title)
  })

  test('a hostile text is not looked at to its end', () => {
    const text = `metadata: {${'name '.repeat(300_000)}`
    expect(titleOfText(text)).toBe('')
    expect(commentOf(text)).toBe('')
    expect(excerptOf(text).length).toBeLessThan(200)
  })
})

describe('its first words', () => {
  test.each([
    [
      'leave out what all begin with',
      '# mine\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n',
      'kind: Pod  name: web',
    ],
    ['of an empty text are none', ' \n\n', ''],
    ['are cut', 'x'.repeat(500), `${'x'.repeat(160)} …`],
  ])('%s', (_what, text, excerpt) => {
    expect(excerptOf(text)).toBe(excerpt)
  })
})
