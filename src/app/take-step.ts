import type { NewStep } from './add-step.ts'
import { appStore } from './store.ts'

/** Writes a step at the playhead into the text; the run is made again from it. The reader of YAML comes when it is needed. */
export async function takeStep(step: NewStep): Promise<void> {
  const { text, playheadMs } = appStore.getState()
  const { withStep } = await import('./add-step.ts')
  // Somebody may have typed while the reader came.
  const { text: now, edit } = appStore.getState()
  const next = now === text ? withStep(text, playheadMs, step) : undefined
  if (next !== undefined) edit(next)
}
