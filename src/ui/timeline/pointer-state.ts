import { create } from 'zustand'
import type { Pointed } from '../../view/lanes/pointed.ts'

/** What only the timeline knows: where it is scrolled to, and what the pointer or the keyboard is on. */
export interface PointerState {
  readonly scrollTop: number
  readonly hovered: Pointed | undefined
  readonly cursor: Pointed | undefined
  /** The pointer is near the lower edge, where the readout would cover what it speaks of. */
  readonly low: boolean
}

export const usePointer = create<PointerState>()(() => ({
  scrollTop: 0,
  hovered: undefined,
  cursor: undefined,
  low: false,
}))

export const setPointer = (change: Partial<PointerState>): void => usePointer.setState(change)
