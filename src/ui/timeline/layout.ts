import { RULER } from '../../view/lanes/geometry.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import type { Fold } from '../../view/time/time-fold.ts'
import { type Stretch, type TimeScale, timeScale } from '../../view/time/time-scale.ts'

export const NAMES_WIDTH = 120
const PLOT_RIGHT = 20
const PLOT_LEFT_NARROW = 16
/** Above each lane where there is no column for its name. */
const NAME_ABOVE = 20
const NARROW = 720
const WIDE = 1920

export interface PlacedLane {
  readonly lane: Lane
  /** Of the lane, below the ruler, before scrolling. */
  readonly top: number
  /** Of its marks: lower than `top` where the name stands above. */
  readonly plotTop: number
  readonly bottom: number
}

export interface Layout {
  readonly lanes: readonly PlacedLane[]
  /** Height of all lanes. */
  readonly height: number
  /** The Pod lane that stays under the ruler while the others scroll. */
  readonly pinned: PlacedLane | undefined
  readonly names: 'beside' | 'above'
}

/** Lanes under the ruler, one below the other. The same list and width give the same layout. */
export function layOut(lanes: readonly Lane[], width: number): Layout {
  const names = width < NARROW - NAMES_WIDTH ? 'above' : 'beside'
  const placed: PlacedLane[] = []
  let top = 0
  for (const lane of lanes) {
    // A phone has room for what changes; conditions are in its inspector, and pins need no name.
    if (names === 'above' && (lane.kind === 'conditions' || lane.minor)) continue
    const above = names === 'above' && lane.kind !== 'steps' ? NAME_ABOVE : 0
    placed.push({ lane, top, plotTop: top + above, bottom: top + above + lane.height })
    top += above + lane.height
  }
  const pods = placed.filter(({ lane }) => lane.kind === 'pod')
  return { lanes: placed, height: top, pinned: pods.length === 1 ? pods[0] : undefined, names }
}

export function plotScale(window: Stretch, width: number, names: Layout['names'], folds?: readonly Fold[]): TimeScale {
  return timeScale(window, names === 'beside' ? NAMES_WIDTH : PLOT_LEFT_NARROW, width - PLOT_RIGHT, folds)
}

/** On a projector everything is a little larger. */
export function unitOf(screenWidth: number): number {
  return screenWidth >= WIDE ? 1.15 : 1
}

/** In a room nothing is smaller than 18 px, which is 1.8 times the smallest word of the lanes. */
export function presentedUnitOf(screenWidth: number): number {
  return screenWidth < NARROW ? 1.4 : Math.max(1.8, screenWidth / 900)
}

/** Where a pinned lane stands: in its place until the scroll would carry it under the ruler. */
export function pinnedTop(pinned: PlacedLane, scrollTop: number): number {
  return RULER + Math.max(0, pinned.top - scrollTop)
}
