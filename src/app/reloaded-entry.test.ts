import { afterEach, expect, test, vi } from 'vitest'
import { keepForReload, reloadedEntry } from './reloaded-entry.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

function tab(type: string): Map<string, string> {
  const kept = new Map<string, string>()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
  vi.stubGlobal('performance', { getEntriesByType: () => [{ type }] })
  return kept
}

test.each(['reload', 'navigate', 'back_forward'])('what was shown last holds for a reload only: %s', (type) => {
  tab(type)
  keepForReload({ draft: 'mine', playheadMs: 5000 })
  expect(reloadedEntry()?.draft).toBe(type === 'reload' ? 'mine' : undefined)
})

test('a text that is nobody’s is not taken for the one before it', () => {
  tab('reload')
  keepForReload({ draft: 'mine', playheadMs: 0 })
  keepForReload(undefined)
  expect(reloadedEntry()).toBeUndefined()
})

test('a browser that keeps nothing, or something else, says nothing', () => {
  const kept = tab('reload')
  kept.set('podlapse.entry', '{"podlapse":')
  expect(reloadedEntry()).toBeUndefined()
  vi.stubGlobal('sessionStorage', undefined)
  expect(reloadedEntry()).toBeUndefined()
  expect(() => keepForReload({ draft: 'mine', playheadMs: 0 })).not.toThrow()
})
