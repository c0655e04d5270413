import { create } from 'zustand'
import type { Time } from '../../lib/time.ts'
import type { Lane } from '../../view/lanes/lane.ts'
import type { MarkExtent } from '../../view/lanes/legend.ts'
import type { Pointed } from '../../view/lanes/pointed.ts'
import type { Stretch } from '../../view/time/time-scale.ts'

export interface LoupeState {
  /** Which lane was looked at. */
  readonly lane: string
  readonly stretch: Stretch
}

/** What only the timeline knows: where it is scrolled to, and what the pointer or the keyboard is on. */
export interface PointerState {
  readonly scrollTop: number
  readonly hovered: Pointed | undefined
  readonly hoveredAt: Time
  readonly cursor: Pointed | undefined
  /** Where the pointer is, in CSS pixels of the stage. */
  readonly pointerX: number
  readonly pointerY: number
  /** A stretch of time that was dragged over: its numbers are told. */
  readonly span: Stretch | undefined
  /** The wheel was turned where nothing scrolls: how it zooms is said for a moment. */
  readonly wheelHint: boolean
  /** Of what is selected, all of its restart is shown, with rules. */
  readonly allCauses: boolean
  readonly loupe: LoupeState | undefined
  /** What of each lane is ringed: a kind of marks that the legend shows. */
  readonly lit: ((lane: Lane) => readonly MarkExtent[]) | undefined
}

export const usePointer = create<PointerState>()(() => ({
  scrollTop: 0,
  hovered: undefined,
  hoveredAt: 0,
  cursor: undefined,
  pointerX: 0,
  pointerY: 0,
  span: undefined,
  wheelHint: false,
  allCauses: false,
  loupe: undefined,
  lit: undefined,
}))

export const setPointer = (change: Partial<PointerState>): void => usePointer.setState(change)
