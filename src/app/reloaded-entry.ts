import { asState, type Entry, entryIn } from './entry.ts'

const KEY = 'podlapse.entry'

/**
 * A browser that reloads the page just after `replaceState` may go on with the entry before it. What this tab showed
 * last is kept beside it, and holds for a reload only: Back and Forward have entries of their own.
 */
export function keepForReload(entry: Entry | undefined): void {
  try {
    if (entry) sessionStorage.setItem(KEY, JSON.stringify(asState(entry)))
    else sessionStorage.removeItem(KEY)
  } catch {
    // The browser keeps nothing: the entry of its history has to do.
  }
}

/** The entry that was shown when this page was reloaded; undefined where it was not, or the browser keeps nothing. */
export function reloadedEntry(): Entry | undefined {
  const [navigation] = performance.getEntriesByType('navigation')
  if (!navigation || (navigation as PerformanceNavigationTiming).type !== 'reload') return undefined
  try {
    return entryIn(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'))
  } catch {
    return undefined
  }
}
