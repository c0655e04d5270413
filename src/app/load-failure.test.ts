import { afterEach, describe, expect, test, vi } from 'vitest'
import { fetched, fetchOnce, useLoadFailure } from './load-failure.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('what is fetched when it is wanted', () => {
  test('is asked for once where it comes', async () => {
    const load = vi.fn(async () => 'here')
    const fetch = fetchOnce(load)
    expect([await fetch(), await fetch()]).toEqual(['here', 'here'])
    expect(load).toHaveBeenCalledTimes(1)
  })

  test('and again where it did not', async () => {
    const load = vi.fn<() => Promise<string>>()
    load.mockRejectedValueOnce(new Error('gone')).mockResolvedValueOnce('here')
    const fetch = fetchOnce(load)
    await expect(fetch()).rejects.toThrow('gone')
    expect(await fetch()).toBe('here')
  })

  test('is not asked for where the server is out of reach, unless it is there already', async () => {
    const load = vi.fn(async () => 'here')
    const fetch = fetchOnce(load)
    const server = vi.fn(async () => new Response()).mockRejectedValueOnce(new TypeError('Failed to fetch'))
    vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:4173/' })
    vi.stubGlobal('fetch', server)
    vi.stubGlobal('navigator', { onLine: false })
    await expect(fetch()).rejects.toThrow('no network')
    expect(load).not.toHaveBeenCalled()
    vi.stubGlobal('navigator', { onLine: true })
    expect(await fetch()).toBe('here')
    vi.stubGlobal('navigator', { onLine: false })
    expect(await fetch()).toBe('here')
    expect(server).toHaveBeenCalledTimes(1)
  })

  test('is asked for on a machine without a network that is the server itself', async () => {
    vi.stubGlobal('document', { baseURI: 'http://127.0.0.1:4173/' })
    vi.stubGlobal('fetch', async () => new Response())
    vi.stubGlobal('navigator', { onLine: false })
    expect(await fetchOnce(async () => 'here')()).toBe('here')
  })

  test('where it does not come for something that is no panel, that is said', async () => {
    expect(await fetched(Promise.resolve(1))).toBe(1)
    expect(useLoadFailure.getState().failed).toBe(false)
    expect(await fetched(Promise.reject(new Error('gone')))).toBeUndefined()
    expect(useLoadFailure.getState().failed).toBe(true)
  })
})
