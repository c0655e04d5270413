import type { Time } from '../lib/time.ts'
import { withStep } from '../scenario/add-step.ts'
import { stepPlaces, withInterrupt } from '../scenario/step-in-text.ts'
import type { ScreenItem } from '../view/terminal/session.ts'
import { showLine } from './panels.ts'
import { appStore } from './store.ts'
import { changeQuietly } from './text-notice.ts'

type Step = NonNullable<ScreenItem['step']>

/** Writes a line into the text as a step; false: there is no place for it. */
export function addStep(at: Time, run: string): boolean {
  const next = withStep(appStore.getState().text, at, { run })
  if (next === undefined) return false
  changeQuietly(next)
  appStore.getState().runNow()
  return true
}

/** Back to the text before a step that has changed nothing. */
export function removeStep(before: string): void {
  const { edit, runNow } = appStore.getState()
  edit(before)
  runNow()
}

/** Ctrl-C at an instant of a step. */
export function interruptStep({ at, run, nth }: Step, pressedAt: Time): void {
  const { text, runNow } = appStore.getState()
  const place = stepPlaces(text, at, run)[nth]
  const next = place && withInterrupt(text, place.item, pressedAt)
  if (next === undefined) return
  changeQuietly(next)
  runNow()
}

/** Which line of the text it is. */
export function lineOfStep({ at, run, nth }: Step): number | undefined {
  return stepPlaces(appStore.getState().text, at, run)[nth]?.line
}

export function showStep(step: Step): void {
  const line = lineOfStep(step)
  if (line !== undefined) showLine(line)
}
