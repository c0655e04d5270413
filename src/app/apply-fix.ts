import { edited } from '../manifest/text/text-edit.ts'
import type { Problem } from '../scenario/problem.ts'
import { showLine } from './panels.ts'
import { appStore } from './store.ts'

/**
 * Mends the text as a problem proposes; only while the problem is about the text as it stands. What is written
 * elsewhere than at the problem is shown: it is there to be changed.
 */
export function applyFix({ fix, range }: Problem): void {
  const { text, freshness, edit } = appStore.getState()
  if (fix === undefined || freshness === 'pending') return
  edit(edited(text, { start: fix.range.start, end: fix.range.end, text: fix.text }))
  if (range === undefined || (fix.range.line >= range.line && fix.range.line <= range.endLine)) return
  const written = fix.text.trimEnd()
  showLine(fix.range.line + written.split('\n').length - 1)
}
