import { create } from 'zustand'

export type InspectorTab = 'state' | 'events' | 'yaml'
export type DrawerTab = 'events' | 'logs'
export type MobileTab = 'timeline' | 'state' | 'yaml'

/** Which panels are open: nothing of this is in a link, and nothing simulated depends on it. */
export interface Panels {
  readonly inspector: InspectorTab
  readonly drawer: DrawerTab | undefined
  readonly mobile: MobileTab
  /** Below 1280 the editor is a rail that opens over the timeline. */
  readonly editorOpen: boolean
  /** Below 1024 the inspector is a sheet. */
  readonly inspectorOpen: boolean
  /** The field of the Pod whose line is lit in the editor: spec.containers[0].livenessProbe.periodSeconds. */
  readonly litField: string | undefined
}

export const usePanels = create<Panels>()(() => ({
  inspector: 'state',
  drawer: 'events',
  mobile: 'timeline',
  editorOpen: false,
  inspectorOpen: false,
  litField: undefined,
}))

export const setPanels = (change: Partial<Panels>): void => usePanels.setState(change)
