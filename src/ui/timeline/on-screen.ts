import type { Stage } from './gestures.ts'

let asked: (() => Stage) | undefined

/** The timeline that is on the screen tells how it stands to those that act upon it from outside: keys and tools. */
export function showOnScreen(stage: () => Stage): () => void {
  asked = stage
  return () => {
    if (asked === stage) asked = undefined
  }
}

export function stageOnScreen(): Stage | undefined {
  return asked?.()
}
