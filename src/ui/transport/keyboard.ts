import { useEffect } from 'react'
import { backToOffered } from '../../app/drafts.ts'
import { askTerminal, type StageView, setPanels, usePanels } from '../../app/panels.ts'
import { step } from '../../app/step.ts'
import { appStore } from '../../app/store.ts'
import { redoChange, sayKept, undoChange } from '../../app/text-notice.ts'
import { typingBurst } from '../../app/typing-burst.ts'
import { ownValue } from '../../lib/own.ts'
import { EMBEDDED } from '../embed/embedded.ts'
import { scrollBy } from '../timeline/gestures.ts'
import { stageOnScreen } from '../timeline/on-screen.ts'
import { nextStop } from './speed.ts'

/** Single keys that work wherever the focus is, except while somebody types. Zoom and lanes belong to the timeline. */
const KEYS: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
  ' ': () => {
    const { playing, play, pause } = appStore.getState()
    if (playing) pause()
    else play()
  },
  '.': () => step(1),
  ',': () => step(-1),
  ArrowRight: (event) => moveBy(event.shiftKey ? 10_000 : 1_000),
  ArrowLeft: (event) => moveBy(event.shiftKey ? -10_000 : -1_000),
  Home: () => appStore.getState().seek(0),
  End: () => appStore.getState().seek(appStore.getState().trace?.endMs ?? 0),
  '[': () => changeSpeed(-1),
  ']': () => changeSpeed(1),
  n: (event) => appStore.getState().stepRestart(event.shiftKey ? -1 : 1),
  // What a presenter's remote control sends.
  PageDown: () => step(1),
  PageUp: () => step(-1),
  i: () => setEnd('fromMs'),
  o: () => setEnd('toMs'),
  r: () => appStore.getState().setLooping(!appStore.getState().looping),
  q: () => appStore.getState().setGapsShort(!appStore.getState().gapsShort),
  c: () => appStore.getState().setClock(appStore.getState().clock === 'wall' ? 'relative' : 'wall'),
  s: () => {
    appStore.getState().pause()
    setPanels({ stage: 'timeline', mobile: 'timeline', addingStep: true })
  },
  p: () => present(!usePanels.getState().presenting),
  d: () => appStore.getState().setTheme(appStore.getState().theme === 'dark' ? 'light' : 'dark'),
  g: () => setPanels({ galleryOpen: true }),
  b: backToOffered,
  k: () => {
    const { ghost, pin, unpin } = appStore.getState()
    if (ghost) unpin()
    else pin()
  },
  t: () => {
    setPanels({ inspectorOpen: usePanels.getState().inspectorOpen && innerWidth >= SHEET_BELOW })
    askTerminal()
  },
  w: () => {
    setPanels({ inspectorOpen: true })
    focusSoon('[data-key="why"]')
  },
  e: () => {
    setPanels({ editorOpen: true, mobile: 'yaml' })
    focusSoon('[data-key="editor"] textarea, [data-key="editor"] .native-edit-context')
  },
  '1': () => showPicture('timeline'),
  '2': () => showPicture('controlPlane'),
  '3': () => showPicture('states'),
  '4': () => showPicture('table'),
  '?': () => setPanels({ keysOpen: true }),
  // One thing at a time: first what is selected, then the range.
  Escape: () => {
    const { selection, select, range, setRange } = appStore.getState()
    if (selection) select(undefined)
    else if (range) setRange(undefined)
  },
}

const MOVING = [' ', '.', ',', '[', ']', 'ArrowRight', 'ArrowLeft', 'Home', 'PageDown', 'PageUp', 'p']

/** In a room only what moves, and the way out: nothing else is there to be opened. Steps are beats there. */
const PRESENTING: typeof KEYS = {
  ...Object.fromEntries(Object.entries(KEYS).filter(([key]) => MOVING.includes(key))),
  '.': () => appStore.getState().stepChange(1),
  ',': () => appStore.getState().stepChange(-1),
  ArrowRight: (event) => (event.shiftKey ? moveBy(1_000) : step(1)),
  ArrowLeft: (event) => (event.shiftKey ? moveBy(-1_000) : step(-1)),
  ArrowDown: () => scrollLanes(LANES_STEP),
  ArrowUp: () => scrollLanes(-LANES_STEP),
  l: () => setPanels({ choosingLanes: !usePanels.getState().choosingLanes }),
  d: () => setPanels({ presenterTheme: usePanels.getState().presenterTheme === 'dark' ? 'light' : 'dark' }),
  Escape: () => {
    if (usePanels.getState().choosingLanes) setPanels({ choosingLanes: false })
    else present(false)
  },
}

/** About a lane. */
const LANES_STEP = 48

function scrollLanes(by: number): void {
  const stage = stageOnScreen()
  if (stage) scrollBy(stage, by)
}

/** There is nothing to be opened in somebody else's page either. */
const EMBED: typeof KEYS = Object.fromEntries(
  Object.entries(KEYS).filter(([key]) => key !== 'p' && MOVING.includes(key)),
)

/** What is chosen would draw its arrows into what is still to come. */
function present(presenting: boolean): void {
  if (presenting) appStore.getState().select(undefined)
  setPanels({ presenting, choosingLanes: false })
}

export function useKeyboard(): void {
  useEffect(() => {
    const isLetter = typingBurst()
    // Before anybody else: the timeline has keys of its own.
    const typed = (event: KeyboardEvent) => {
      chord(event)
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const inField = takesLetters(event.target)
      if (isLetter({ key: event.key, atMs: event.timeStamp, inField, opening: !inField && isOpening() })) {
        event.preventDefault()
      } else if (event.key === 'Escape' && !inField && isOpening()) {
        event.preventDefault()
        setPanels(SHUT)
      }
    }
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const act = ownValue(EMBEDDED ? EMBED : usePanels.getState().presenting ? PRESENTING : KEYS, key)
      if (act === undefined || isTaken(event)) return
      event.preventDefault()
      act(event)
    }
    addEventListener('keydown', typed, true)
    addEventListener('keydown', pressed)
    return () => {
      removeEventListener('keydown', typed, true)
      removeEventListener('keydown', pressed)
    }
  }, [])
}

/** What hands do in every editor: saving, which is done already, and undoing, which is the text's wherever one is. */
function chord(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || EMBEDDED) return
  const key = event.key.toLowerCase()
  if (key === 's' && !event.shiftKey) {
    event.preventDefault()
    if (!usePanels.getState().presenting) sayKept()
    return
  }
  // A field has what was typed into it.
  if (takesLetters(event.target) || usePanels.getState().presenting) return
  if (key === 'z' && !event.shiftKey) undoChange()
  else if (key === 'y' || key === 'z') redoChange()
  else return
  event.preventDefault()
}

/** There the inspector lies over the drawer. */
const SHEET_BELOW = 1024

const SHUT = { galleryOpen: false, keysOpen: false, addingStep: false }

/** What was asked for is on its way: it has not got the focus yet. */
function isOpening(): boolean {
  const { galleryOpen, keysOpen, addingStep } = usePanels.getState()
  return (galleryOpen || keysOpen || addingStep) && !document.activeElement?.closest(IN_POPUP)
}

const FIELDS = 'textarea, select, [contenteditable="true"], .nokey, input:not([type="range"])'
const IN_POPUP = '[role="menu"], [role="dialog"]'

/** Letters are text there, or choose something. */
function takesLetters(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${FIELDS}, ${IN_POPUP}`) !== null
}

/** The key means something to what has the focus. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (takesLetters(target)) return true
  const input = target.closest('input')
  if (input) return key.startsWith('Arrow') || key === 'Home' || key === 'End'
  if (key === ' ') return target.closest('button, a, summary, [role="tab"], [role="button"]') !== null
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End') return target.closest('[role="tablist"]') !== null
  if (key.startsWith('Page')) return scrolls(target)
  return false
}

/** What has the focus, or what it is in, is longer than it is shown: the key turns its pages. */
function scrolls(target: Element): boolean {
  for (let each: Element | null = target; each && each !== document.body; each = each.parentElement) {
    if (each.scrollHeight > each.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(each).overflowY)) return true
  }
  return false
}

function moveBy(ms: number): void {
  const { seek, playheadMs } = appStore.getState()
  seek(playheadMs + ms)
}

/** One end of the range at the playhead; the other where it was, or at the end of the run. */
function setEnd(end: 'fromMs' | 'toMs'): void {
  const { playheadMs, range, trace, setRange } = appStore.getState()
  if (!trace) return
  const next = { fromMs: 0, toMs: trace.endMs, ...range, [end]: playheadMs }
  if (next.fromMs < next.toMs) setRange(next)
  else setRange(end === 'fromMs' ? { fromMs: playheadMs, toMs: trace.endMs } : { fromMs: 0, toMs: playheadMs })
}

function changeSpeed(direction: 1 | -1): void {
  const { setSpeed, speed } = appStore.getState()
  setSpeed(nextStop(speed, direction))
}

const showPicture = (stage: StageView): void => setPanels({ stage })

/** After the panel that it is in has been opened. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())
}
