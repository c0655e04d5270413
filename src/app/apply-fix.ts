import { edited } from '../manifest/text/text-edit.ts'
import type { Problem } from '../scenario/problem.ts'
import { showLine } from './panels.ts'
import { appStore } from './store.ts'
import { changeText } from './text-notice.ts'

/**
 * Mends the text as a problem proposes; only while the problem is about the text as it stands. What is written
 * elsewhere than at the problem is shown: it is there to be changed.
 */
export function applyFix({ fix, range }: Problem): void {
  const { text, freshness } = appStore.getState()
  if (fix === undefined || freshness === 'pending') return
  changeText('fixed', edited(text, { start: fix.range.start, end: fix.range.end, text: fix.text }))
  if (range === undefined || (fix.range.line >= range.line && fix.range.line <= range.endLine)) return
  const written = fix.text.trimEnd()
  showLine(fix.range.line + written.split('\n').length - 1)
}
