import { useSyncExternalStore } from 'react'
import { type SizedPanel, usePanelSizes } from '../app/panel-sizes.ts'
import type { Layout } from './layout.ts'

interface Bounds {
  readonly value: number
  readonly min: number
  readonly max: number
}

/** Those that share the window; the others share a panel. */
type WindowPanel = Exclude<SizedPanel, 'why'>

const LEAST: Readonly<Record<WindowPanel, number>> = { editor: 240, inspector: 300, drawer: 96 }
/** The timeline keeps at least this much. */
const LEAST_TIMELINE = 360
const LEAST_STAGE = 220
/** Header, transport and the bar of the stage. */
const FRAME = 48 + 100 + 40

/** How large the panels are: as the user left them, as far as the window has room for that. */
export function usePanelBounds(layout: Layout): Readonly<Record<WindowPanel, Bounds>> {
  const sizes = usePanelSizes()
  const [width, height] = useSyncExternalStore(subscribe, viewport).split('x').map(Number) as [number, number]
  const usual = width >= 1920 ? { editor: 400, inspector: 420 } : { editor: 324, inspector: 364 }
  const editorTaken = layout === 'wide' ? Math.max(LEAST.editor, sizes.editor ?? usual.editor) : 44
  const inspectorMax = width - editorTaken - LEAST_TIMELINE
  const inspector = within(sizes.inspector ?? usual.inspector, LEAST.inspector, inspectorMax)
  const editorMax = width - inspector - LEAST_TIMELINE
  const drawerMax = height - FRAME - LEAST_STAGE
  return {
    editor: { value: within(sizes.editor ?? usual.editor, LEAST.editor, editorMax), min: LEAST.editor, max: editorMax },
    inspector: { value: inspector, min: LEAST.inspector, max: inspectorMax },
    drawer: { value: within(sizes.drawer ?? 200, LEAST.drawer, drawerMax), min: LEAST.drawer, max: drawerMax },
  }
}

function within(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max))
}

function viewport(): string {
  return `${innerWidth}x${innerHeight}`
}

function subscribe(changed: () => void): () => void {
  addEventListener('resize', changed)
  return () => removeEventListener('resize', changed)
}
