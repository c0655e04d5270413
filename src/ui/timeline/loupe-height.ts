import { RULER } from '../../view/lanes/geometry.ts'
import type { Layout } from './layout.ts'

const HEAD = 32
/** Of the lines that tie the loupe to its place. */
export const TIE = 14
export const MARGIN = 16

/** So much room the loupe takes from the lanes. */
export function loupeHeight(layout: Layout, unit: number): number {
  return TIE + HEAD + (RULER + layout.height) * unit + MARGIN / 2
}
