/** What the user chose on an earlier visit; null where nothing is kept, or the browser forbids it. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Keeps a choice for the next visit. A browser that forbids storage forgets it; nothing else is lost. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Said above.
  }
}
