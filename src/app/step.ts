import { appStore } from './store.ts'

export type Stepper = (direction: 1 | -1) => void

let own: Stepper | undefined

/** A picture that has steps of its own takes over stepping while it is looked at. Returns how to give it back. */
export function takeStepping(stepper: Stepper): () => void {
  own = stepper
  return () => {
    if (own === stepper) own = undefined
  }
}

/** To the next or previous of what the picture on the screen shows; where it says nothing, to a change. */
export function step(direction: 1 | -1): void {
  if (own) own(direction)
  else appStore.getState().stepChange(direction)
}
