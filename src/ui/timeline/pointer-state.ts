import { create } from 'zustand'
import type { Time } from '../../lib/time.ts'
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
  /** The pointer is near the lower edge, where the readout would cover what it speaks of. */
  readonly low: boolean
  /** Of what is selected, all of its restart is shown, with rules. */
  readonly allCauses: boolean
  readonly loupe: LoupeState | undefined
}

export const usePointer = create<PointerState>()(() => ({
  scrollTop: 0,
  hovered: undefined,
  hoveredAt: 0,
  cursor: undefined,
  low: false,
  allCauses: false,
  loupe: undefined,
}))

export const setPointer = (change: Partial<PointerState>): void => usePointer.setState(change)
