import { create } from 'zustand'
import type { LaneChoice } from '../view/lanes/presented.ts'
import type { Theme } from './state.ts'

export type InspectorTab = 'state' | 'describe' | 'yaml'
export type DrawerTab = 'terminal' | 'events' | 'logs' | 'differences' | 'legend'
/** The pictures that there are of a run. */
export type StageView = 'timeline' | 'controlPlane' | 'states' | 'table'
export type MobileTab = 'timeline' | 'pictures' | 'state' | 'logs' | 'terminal' | 'yaml'

/** A field of an object of the text: spec.containers[0].livenessProbe.periodSeconds of which object. */
export interface LitField {
  /** A Pod's, unless it says otherwise. */
  readonly kind?: string
  readonly namespace: string
  readonly name: string
  readonly field: string
}

/** Which panels are open: nothing of this is in a link, and nothing simulated depends on it. */
export interface Panels {
  readonly stage: StageView
  readonly inspector: InspectorTab
  readonly drawer: DrawerTab | undefined
  /** Rises whenever somebody wants to type into the terminal. */
  readonly terminalAsked: number
  /** The container whose lines are shown, as pod/container; undefined: all of them. */
  readonly logSource: string | undefined
  /** The object whose YAML is shown, as kind/namespace/name; undefined: the Pod. */
  readonly yamlObject: string | undefined
  /** The Pod that the inspector is about; undefined: the first one. */
  readonly podUid: string | undefined
  readonly mobile: MobileTab
  /** Below 1280 the editor is a rail that opens over the timeline. */
  readonly editorOpen: boolean
  /** Below 1024 the inspector is a sheet. */
  readonly inspectorOpen: boolean
  /** The field whose line is lit in the editor: the chosen cause's. */
  readonly litField: LitField | undefined
  /** The line that the editor shall show and put its caret on; taken away once that is done. */
  readonly revealLine: number | undefined
  readonly galleryOpen: boolean
  /** Which of the messages of one instant was the last: they are stepped through one by one. */
  readonly message: string | undefined
  /** Whether messages that change nothing (Events, one more success of a probe) are shown as well. */
  readonly minorMessages: boolean
  /** What one step is while the control plane is looked at. */
  readonly stepBy: 'message' | 'change'
  /** What could be done at the playhead is offered. */
  readonly addingStep: boolean
  /** For a room: large, and nothing of what is still to come. */
  readonly presenting: boolean
  /** On a projector light is better than dark, whatever the page is. */
  readonly presenterTheme: Theme
  /** Which lanes are to be seen there beside, or instead of, those in which most happens. */
  readonly laneChoice: LaneChoice
  /** The list to choose them from. */
  readonly choosingLanes: boolean
  /** The list of all keys. */
  readonly keysOpen: boolean
}

export const usePanels = create<Panels>()(() => ({
  stage: 'timeline',
  inspector: 'state',
  drawer: 'events',
  terminalAsked: 0,
  logSource: undefined,
  yamlObject: undefined,
  podUid: undefined,
  mobile: 'timeline',
  editorOpen: false,
  inspectorOpen: true,
  litField: undefined,
  revealLine: undefined,
  galleryOpen: false,
  message: undefined,
  minorMessages: false,
  stepBy: 'message',
  addingStep: false,
  presenting: false,
  presenterTheme: 'light',
  laneChoice: {},
  choosingLanes: false,
  keysOpen: false,
}))

export const setPanels = (change: Partial<Panels>): void => usePanels.setState(change)

/** The terminal, wherever it is, with the caret in it. */
export const askTerminal = (): void =>
  setPanels({ drawer: 'terminal', mobile: 'terminal', terminalAsked: usePanels.getState().terminalAsked + 1 })

/** To a line of the manifest, wherever its editor is. */
export const showLine = (line: number): void => setPanels({ revealLine: line, editorOpen: true, mobile: 'yaml' })
