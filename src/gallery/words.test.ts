import { expect, test } from 'vitest'
import { GALLERY } from './gallery.ts'
import { GALLERY_ZH } from './words-zh.ts'

const HAN = /\p{Script=Han}/u

test('every scenario and every heading of the gallery has its Chinese, and nothing else has', () => {
  expect(Object.keys(GALLERY_ZH.items).sort()).toEqual(GALLERY.map((item) => item.name).sort())
  expect(Object.keys(GALLERY_ZH.parts).sort()).toEqual([...new Set(GALLERY.map((item) => item.part))].sort())
})

test.each(GALLERY)('$name keeps its names and its numbers in Chinese', ({ name, title, watchFor }) => {
  const { items } = GALLERY_ZH
  const said = items[name] ?? { title: '', watchFor: '' }
  expect(said.watchFor).toMatch(HAN)
  if (!/^(?:\w+, )*\w+$/.test(title)) expect(said.title).toMatch(HAN)
  // What a machine says, and what the objects of the scenario are called, is the same in every language.
  const tokens =
    watchFor.match(/\b(?:[A-Z]+[a-z]+(?:[A-Z][a-z]+)+|SIG[A-Z]+|STATUS|READY|RESTARTS|1\d\d)\b|"[\w -]+"/g) ?? []
  const missing = [...new Set(tokens)].filter((token) => !said.watchFor.includes(token.replaceAll('"', '')))
  expect(missing).toEqual([])
})
