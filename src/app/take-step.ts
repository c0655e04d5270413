import type { NewStep } from '../scenario/add-step.ts'
import { fetched, fetchOnce } from './load-failure.ts'
import { appStore } from './store.ts'

const loadReader = fetchOnce(() => import('../scenario/add-step.ts'))

/** Writes a step at the playhead into the text; the run is made again from it. The reader of YAML comes when it is needed. */
export async function takeStep(step: NewStep): Promise<void> {
  const { text, playheadMs } = appStore.getState()
  const reader = await fetched(loadReader())
  // Somebody may have typed while the reader came.
  const { text: now, edit } = appStore.getState()
  const next = now === text ? reader?.withStep(text, playheadMs, step) : undefined
  if (next !== undefined) edit(next)
}
