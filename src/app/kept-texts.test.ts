import { describe, expect, test } from 'vitest'
import { createKeptTexts, type KeptTexts, MOST_CHARACTERS, MOST_TEXTS, type TextStorage } from './kept-texts.ts'

/** A browser's storage that holds so many characters. */
function storageOf(room = Number.POSITIVE_INFINITY): TextStorage & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>()
  return {
    entries,
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => {
      const others = [...entries].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0)
      if (others + value.length > room) throw new DOMException('full', 'QuotaExceededError')
      entries.set(key, value)
    },
    removeItem: (key) => void entries.delete(key),
  }
}

let names = 0
let clock = 0
const tab = (storage: TextStorage | undefined): KeptTexts =>
  createKeptTexts({ storage, now: () => ++clock, newName: () => `n${++names}` })
const textsOf = (kept: KeptTexts) => kept.list().map(({ text }) => text)

describe('kept texts', () => {
  test('a text is there at once, and the newest is first', () => {
    const storage = storageOf()
    const kept = tab(storage)
    const { id } = kept.keep(undefined, 'one')
    kept.keep(undefined, 'two')
    expect(kept.keep(id, 'one and more')).toEqual({ id, lasts: true })
    expect(textsOf(tab(storage))).toEqual(['one and more', 'two'])
    expect(tab(storage).read(id)?.text).toBe('one and more')
  })

  test('the last twenty are kept, each once', () => {
    const storage = storageOf()
    const kept = tab(storage)
    for (let i = 1; i <= MOST_TEXTS + 5; i++) kept.keep(undefined, `text ${i}`)
    kept.keep(undefined, 'text 25')
    expect(textsOf(kept)[0]).toBe('text 25')
    expect(new Set(textsOf(kept)).size).toBe(textsOf(kept).length)
    expect(storage.entries.size).toBe(MOST_TEXTS)
    expect(textsOf(kept)).not.toContain('text 5')
  })

  test('together they are bounded in size: the oldest go', () => {
    const kept = tab(storageOf())
    const long = 'x'.repeat(MOST_CHARACTERS / 4)
    for (let i = 1; i <= 6; i++) kept.keep(undefined, long + i)
    expect(textsOf(kept).map((text) => text.slice(-1))).toEqual(['6', '5', '4'])
  })

  test('what is larger than all of them may be costs no other text, and lives as long as the page', () => {
    const storage = storageOf()
    const kept = tab(storage)
    kept.keep(undefined, 'small')
    const giant = 'x'.repeat(MOST_CHARACTERS + 1)
    const { id, lasts } = kept.keep(undefined, giant)
    expect(lasts).toBe(false)
    expect(kept.read(id)?.text).toBe(giant)
    expect(textsOf(tab(storage))).toEqual(['small'])
  })

  test('where the browser is full the oldest make room', () => {
    const kept = tab(storageOf(100))
    for (const letter of ['a', 'b', 'c']) kept.keep(undefined, letter.repeat(20))
    expect(kept.keep(undefined, 'd'.repeat(40)).lasts).toBe(true)
    expect(textsOf(kept)[0]).toBe('d'.repeat(40))
    expect(textsOf(kept)).not.toContain('a'.repeat(20))
  })

  test('but nothing is given up for what does not fit at all', () => {
    const kept = tab(storageOf(100))
    kept.keep(undefined, 'a'.repeat(20))
    expect(kept.keep(undefined, 'd'.repeat(200)).lasts).toBe(false)
    expect(textsOf(kept)).toEqual(['d'.repeat(200), 'a'.repeat(20)])
  })

  test.each<[string, TextStorage | undefined]>([
    ['no storage', undefined],
    ['a storage that only throws', throwing()],
  ])('%s: kept while the page is open', (_what, storage) => {
    const kept = tab(storage)
    const { id, lasts } = kept.keep(undefined, 'mine')
    expect(lasts).toBe(false)
    expect(kept.read(id)?.text).toBe('mine')
    expect(textsOf(kept)).toEqual(['mine'])
    kept.forget(id)
    expect(textsOf(kept)).toEqual([])
  })

  test('two tabs with one text do not write over one another: the second goes on under a name of its own', () => {
    const storage = storageOf()
    const first = tab(storage)
    const { id } = first.keep(undefined, 'common')
    const second = tab(storage)
    expect(second.read(id)?.text).toBe('common')
    first.keep(id, 'common, and mine')
    const { id: other } = second.keep(id, 'common, and yours')
    expect(other).not.toBe(id)
    expect(second.keep(other, 'common, and all yours').id).toBe(other)
    expect(first.keep(id, 'common, and all mine').id).toBe(id)
    expect(textsOf(tab(storage)).sort()).toEqual(['common, and all mine', 'common, and all yours'])
  })

  test('a text that another tab has pushed out is written again', () => {
    const storage = storageOf()
    const kept = tab(storage)
    const { id } = kept.keep(undefined, 'mine')
    storage.removeItem(`podlapse.text.${id}`)
    expect(kept.keep(id, 'mine, longer')).toEqual({ id, lasts: true })
  })

  test.each(['', 'no time\ntext', '12\ntext', '12 mark', '99999999999999999999 m\ntext'])(
    'what cannot be read is not there: %j',
    (value) => {
      const storage = storageOf()
      storage.setItem('podlapse.text.x', value)
      storage.setItem('podlapse.theme', 'dark')
      expect(tab(storage).read('x')).toBeUndefined()
      expect(tab(storage).list()).toEqual([])
    },
  )
})

function throwing(): TextStorage {
  const no = () => {
    throw new DOMException('no', 'SecurityError')
  }
  return {
    get length(): number {
      return no()
    },
    key: no,
    getItem: no,
    setItem: no,
    removeItem: no,
  }
}
