import { create } from 'zustand'
import { recall, remember } from './remembered.ts'

const KEY = 'podlapse.panels'

/** What the user has made of the panels, in CSS pixels; undefined: as wide as the design has it. */
export interface PanelSizes {
  readonly editor: number | undefined
  readonly inspector: number | undefined
  readonly drawer: number | undefined
  /** Why?, below the state. */
  readonly why: number | undefined
}

export type SizedPanel = keyof PanelSizes

const PANELS: readonly SizedPanel[] = ['editor', 'inspector', 'drawer', 'why']

export const usePanelSizes = create<PanelSizes>()(() => ({
  editor: undefined,
  inspector: undefined,
  drawer: undefined,
  why: undefined,
  ...readSizes(recall(KEY)),
}))

/** Remembered for the next visit. */
export function setPanelSize(panel: SizedPanel, size: number | undefined): void {
  usePanelSizes.setState({ [panel]: size === undefined ? undefined : Math.round(size) })
  remember(KEY, JSON.stringify(usePanelSizes.getState()))
}

/** What is stored may be anybody's: only numbers that could be sizes are taken. */
export function readSizes(text: string | null): Partial<PanelSizes> {
  let value: unknown
  try {
    value = JSON.parse(text ?? '{}')
  } catch {
    return {}
  }
  if (typeof value !== 'object' || value === null) return {}
  const sizes = value as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    PANELS.flatMap((panel) => {
      const size = sizes[panel]
      return typeof size === 'number' && size >= 40 && size <= 4000 ? [[panel, size]] : []
    }),
  )
}
