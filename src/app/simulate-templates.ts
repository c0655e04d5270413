import { fetched, fetchOnce } from './load-failure.ts'
import { appStore } from './store.ts'

const loadReader = fetchOnce(() => import('../scenario/template-pods.ts'))

/** Writes a Pod for each template of the text that has none. The reader of YAML comes when it is needed. */
export async function simulateTemplates(): Promise<void> {
  const { text } = appStore.getState()
  const reader = await fetched(loadReader())
  // Somebody may have typed while the reader came.
  const { text: now, edit } = appStore.getState()
  const next = now === text ? reader?.withTemplatePods(text) : undefined
  if (next !== undefined) edit(next)
}
