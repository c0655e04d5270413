import type { Viewport } from '@xyflow/react'
import { create } from 'zustand'

/** How the canvas is looked at: the buttons for it stand outside of it. */
export const useCanvas = create<{
  /** Where somebody moved it to; undefined: all of it is in sight. */
  readonly viewport: Viewport | undefined
  /** 1: as large as fits. */
  readonly zoom: number
}>()(() => ({ viewport: undefined, zoom: 1 }))

const STEP = 1.25

export function zoomBy(direction: 1 | -1): void {
  const { zoom } = useCanvas.getState()
  const next = Math.min(2.5, Math.max(0.5, zoom * (direction === 1 ? STEP : 1 / STEP)))
  useCanvas.setState({ zoom: Math.abs(next - 1) < 0.05 ? 1 : next, viewport: undefined })
}

export const fitCanvas = (): void => useCanvas.setState({ viewport: undefined, zoom: 1 })
