import { create } from 'zustand'

/**
 * Something that was asked for, and is no panel, could not be fetched: there is no network, or a newer page has taken
 * this one's place.
 */
export const useLoadFailure = create<{ readonly failed: boolean }>(() => ({ failed: false }))

export const reportLoadFailure = (): void => useLoadFailure.setState({ failed: true })
export const dismissLoadFailure = (): void => useLoadFailure.setState({ failed: false })

/**
 * Fetches a module once; one that did not come is asked for again the next time. Without a network none is asked for at
 * all: a browser remembers the modules that did not come, and does not ask for them again as long as the page is open.
 */
export function fetchOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined
  return () => {
    coming ??= (globalThis.navigator?.onLine === false ? Promise.reject(new Error('no network')) : load()).catch(
      (error) => {
        coming = undefined
        throw error
      },
    )
    return coming
  }
}

/** What comes, or undefined: then it has been said that it did not. */
export async function fetched<T>(coming: Promise<T>): Promise<T | undefined> {
  try {
    return await coming
  } catch {
    reportLoadFailure()
    return undefined
  }
}
