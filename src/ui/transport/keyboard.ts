import { useEffect } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { appStore } from '../../app/store.ts'
import { nextStop } from './speed.ts'

/** Single keys that work wherever the focus is, except while somebody types. Zoom and lanes belong to the timeline. */
const KEYS: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
  ' ': () => {
    const { playing, play, pause } = appStore.getState()
    if (playing) pause()
    else play()
  },
  '.': () => appStore.getState().stepChange(1),
  ',': () => appStore.getState().stepChange(-1),
  ArrowRight: (event) => moveBy(event.shiftKey ? 10_000 : 1_000),
  ArrowLeft: (event) => moveBy(event.shiftKey ? -10_000 : -1_000),
  Home: () => appStore.getState().seek(0),
  End: () => appStore.getState().seek(appStore.getState().trace?.endMs ?? 0),
  '[': () => changeSpeed(-1),
  ']': () => changeSpeed(1),
  d: () => appStore.getState().setTheme(appStore.getState().theme === 'dark' ? 'light' : 'dark'),
  g: () => setPanels({ galleryOpen: true }),
  k: () => {
    const { ghost, pin, unpin } = appStore.getState()
    if (ghost) unpin()
    else pin()
  },
  t: () => setPanels({ drawer: usePanels.getState().drawer ? undefined : 'events' }),
  w: () => {
    setPanels({ inspector: 'state', inspectorOpen: true })
    focusSoon('[data-key="why"]')
  },
  e: () => {
    setPanels({ editorOpen: true, mobile: 'yaml' })
    focusSoon('[data-key="editor"] textarea, [data-key="editor"] .native-edit-context')
  },
  '?': () => setPanels({ keysOpen: true }),
  Escape: () => appStore.getState().select(undefined),
}

export function useKeyboard(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (act === undefined || isTaken(event)) return
      event.preventDefault()
      act(event)
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}

/** The key means something to what has the focus. */
function isTaken({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('textarea, select, [contenteditable="true"], .nokey, [role="menu"], [role="dialog"]')) return true
  const input = target.closest('input')
  if (input) return input.type !== 'range' || key.startsWith('Arrow') || key === 'Home' || key === 'End'
  if (key === ' ') return target.closest('button, a, summary, [role="tab"], [role="button"]') !== null
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End') return target.closest('[role="tablist"]') !== null
  return false
}

function moveBy(ms: number): void {
  const { seek, playheadMs } = appStore.getState()
  seek(playheadMs + ms)
}

function changeSpeed(direction: 1 | -1): void {
  const { setSpeed, speed } = appStore.getState()
  setSpeed(nextStop(speed, direction))
}

/** After the panel that it is in has been opened. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(selector)?.focus())
}
