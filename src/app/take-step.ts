import type { NewStep } from '../scenario/add-step.ts'
import type { StepChange, StepPin } from '../scenario/written-step.ts'
import { fetched, fetchOnce } from './load-failure.ts'
import { appStore } from './store.ts'
import { changeText, type TextDeed } from './text-notice.ts'

/** The reader of YAML comes when it is needed. */
const loadReader = fetchOnce(async () => ({
  ...(await import('../scenario/add-step.ts')),
  ...(await import('../scenario/written-step.ts')),
}))
type Reader = Awaited<ReturnType<typeof loadReader>>

/** Writes a step at the playhead into the text; the run is made again from it. */
export function takeStep(step: NewStep): Promise<void> {
  const { playheadMs } = appStore.getState()
  return write('stepAdded', (reader, text) => reader.withStep(text, playheadMs, step))
}

export function changeStep(pin: StepPin, change: StepChange): Promise<void> {
  const deed = change.at === undefined ? 'stepChanged' : 'stepMoved'
  return write(deed, (reader, text) => reader.withStepChanged(text, pin, change))
}

export function removeStep(pin: StepPin): Promise<void> {
  return write('stepRemoved', (reader, text) => reader.withoutStep(text, pin))
}

async function write(deed: TextDeed, make: (reader: Reader, text: string) => string | undefined): Promise<void> {
  const { text } = appStore.getState()
  const reader = await fetched(loadReader())
  // Somebody may have typed while the reader came.
  const next = appStore.getState().text === text && reader ? make(reader, text) : undefined
  if (next !== undefined) changeText(deed, next)
}
