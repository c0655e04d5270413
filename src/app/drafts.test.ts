import { beforeEach, describe, expect, test } from 'vitest'
import { GALLERY } from '../gallery/gallery.ts'
import { backToOffered, recentTexts, useDrafts, wireDrafts, withdrawOffer } from './drafts.ts'
import { createKeptTexts, type TextStorage } from './kept-texts.ts'
import { createAppStore } from './store.ts'

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - {name: app, image: nginx}\n'
const JOB =
  'apiVersion: batch/v1\nkind: Job\nmetadata: {name: sums}\nspec:\n  template:\n    spec: {restartPolicy: Never}\n'
const EXAMPLE = GALLERY[0]?.text ?? ''

function setUp() {
  let count = 0
  useDrafts.setState({ id: undefined, unkept: false, offer: undefined })
  const store = createAppStore()
  wireDrafts(store, createKeptTexts({ storage: memory(), now: () => ++count, newName: () => `n${++count}` }))
  return { store, ...store.getState() }
}

const recents = () => recentTexts().map(({ text }) => text)

describe('drafts', () => {
  let page: ReturnType<typeof setUp>
  beforeEach(() => {
    page = setUp()
  })

  test('the first letter of a visit is kept, at once', () => {
    page.open(EXAMPLE)
    expect(recents()).toEqual([])
    page.edit(`${EXAMPLE}#`)
    expect(recents()).toEqual([`${EXAMPLE}#`])
    page.edit(`${EXAMPLE}# mine`)
    expect(recents()).toEqual([`${EXAMPLE}# mine`])
  })

  test('a text that is pasted over stays, and undoing the paste goes on with it', () => {
    page.open(POD)
    const { id } = useDrafts.getState()
    page.edit(JOB)
    expect(recents()).toEqual([JOB, POD])
    page.edit(POD)
    expect(useDrafts.getState().id).toBe(id)
    page.edit(`${POD}# more\n`)
    expect(recents()).toEqual([`${POD}# more\n`, JOB])
  })

  test('a text that is taken away stays', () => {
    page.open(POD)
    page.edit('')
    expect(recents()).toEqual([POD])
    page.edit('k')
    expect(recents()).toEqual(['k', POD])
  })

  test('another text that is opened keeps the one before, and offers it', () => {
    page.open(POD)
    expect(useDrafts.getState().offer).toBeUndefined()
    page.open(EXAMPLE)
    expect(useDrafts.getState().offer?.text).toBe(POD)
    page.open(JOB)
    expect(useDrafts.getState().offer).toBeUndefined()
    expect(recents()).toEqual([JOB, POD])
  })

  test('an edit leaves the offer standing; withdrawing it loses nothing', () => {
    page.open(POD)
    page.open(EXAMPLE)
    page.edit(`${EXAMPLE}#`)
    expect(useDrafts.getState().offer?.text).toBe(POD)
    withdrawOffer()
    expect(useDrafts.getState().offer).toBeUndefined()
    backToOffered()
    expect(page.store.getState().text).toBe(`${EXAMPLE}#`)
    expect(recents()).toContain(POD)
  })

  test('the same link twice is one text', () => {
    page.open(POD)
    page.open(EXAMPLE)
    page.open(POD)
    expect(recents()).toEqual([POD])
  })
})

function memory(): TextStorage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  }
}
