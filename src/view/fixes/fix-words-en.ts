import type { Widen } from '../../lib/widen.ts'

export const FIXES_EN = {
  looking: 'Looking for a cure…',
  set: (field: string, value: string) => `Fix it: ${field}: ${value}`,
  unset: (field: string) => `Fix it: without ${field}`,
  addObject: (kind: string, name: string) => `Fix it: add ${kind} ${name}`,
  addKey: (kind: string, name: string, key: string) => `Fix it: add ${key} to ${kind} ${name}`,
  /** What the run of the mended text comes to. */
  tried: (outcome: string) => `Tried. ${outcome}`,
  untried: 'Not tried: the run is too long for that',
}

export type FixWords = Widen<typeof FIXES_EN>
