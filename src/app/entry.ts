import { ownValue } from '../lib/own.ts'
import type { Time } from '../lib/time.ts'
import type { TimeWindow } from './state.ts'

/**
 * What an entry of the browser's history says of its text: the name under which it is kept, or that of a scenario of
 * the gallery, and where the playhead stood. The address says the same for others, and a little later.
 */
export interface Entry {
  readonly draft?: string | undefined
  readonly gallery?: string | undefined
  readonly playheadMs: Time
  /** Where the user has chosen a stretch of time. */
  readonly window?: TimeWindow | undefined
}

/** An older version of the page, or another page, may have left anything there. */
export function entryIn(state: unknown): Entry | undefined {
  const entry = fieldOf(state, 'podlapse')
  const playheadMs = fieldOf(entry, 'playheadMs')
  const draft = nameIn(fieldOf(entry, 'draft'))
  const gallery = nameIn(fieldOf(entry, 'gallery'))
  if (!isTime(playheadMs) || (draft === undefined && gallery === undefined)) return undefined
  const fromMs = fieldOf(fieldOf(entry, 'window'), 'fromMs')
  const toMs = fieldOf(fieldOf(entry, 'window'), 'toMs')
  const window = isTime(fromMs) && isTime(toMs) && fromMs < toMs ? { fromMs, toMs } : undefined
  return { draft, gallery, playheadMs, window }
}

export const asState = (entry: Entry): { readonly podlapse: Entry } => ({ podlapse: entry })

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return ownValue(value as Record<string, unknown>, name)
}

function nameIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined
}

function isTime(value: unknown): value is Time {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
