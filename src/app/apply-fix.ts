import type { Problem } from '../manifest/problem.ts'
import { appStore } from './store.ts'

/** Mends the text as a problem proposes; only while the problem is about the text as it stands. */
export function applyFix({ fix }: Problem): void {
  const { text, freshness, edit } = appStore.getState()
  if (fix === undefined || freshness === 'pending') return
  edit(text.slice(0, fix.range.start) + fix.text + text.slice(fix.range.end))
}
