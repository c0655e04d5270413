import { create } from 'zustand'

/**
 * Something that was asked for, and is no panel, could not be fetched: there is no network, or a newer page has taken
 * this one's place.
 */
export const useLoadFailure = create<{ readonly failed: boolean }>(() => ({ failed: false }))

const reportLoadFailure = (): void => useLoadFailure.setState({ failed: true })
export const dismissLoadFailure = (): void => useLoadFailure.setState({ failed: false })

/**
 * Fetches a module once; one that did not come is asked for again the next time. Where the page's own server cannot be
 * reached none is asked for at all: a browser remembers the modules that did not come, and does not ask for them again
 * as long as the page is open.
 */
export function fetchOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined
  return () => {
    coming ??= serverWithinReach().then(load, (cause) => {
      throw new Error('no network', { cause })
    })
    const asked = coming
    asked.catch(() => {
      if (coming === asked) coming = undefined
    })
    return asked
  }
}

/**
 * Throws where it is not. `onLine` tells of interfaces, not of servers: a machine with nothing but its loopback is
 * offline and may be the server itself, so that only asking tells.
 */
async function serverWithinReach(): Promise<void> {
  if (globalThis.navigator?.onLine !== false) return
  await fetch(document.baseURI, { method: 'HEAD', cache: 'no-store' })
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
