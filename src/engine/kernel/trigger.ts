import { ImpossibleError } from '../../lib/assert.ts'

/** Something that happens once, with a value. Listeners are called in the order in which they came. */
export class Trigger<T> {
  fired = false
  value: T | undefined
  #listeners: ((value: T) => void)[] = []

  fire(value: T): void {
    if (this.fired) throw new ImpossibleError('a trigger fired twice')
    this.fired = true
    this.value = value
    const listeners = this.#listeners
    this.#listeners = []
    for (const listener of listeners) listener(value)
  }

  /** Fires unless it has fired already. */
  offer(value: T): boolean {
    if (this.fired) return false
    this.fire(value)
    return true
  }

  /** Calls the listener at once where the trigger has fired. Returns how to leave. */
  listen(listener: (value: T) => void): () => void {
    if (this.fired) {
      listener(this.value as T)
      return () => {}
    }
    this.#listeners.push(listener)
    return () => {
      const index = this.#listeners.indexOf(listener)
      if (index >= 0) this.#listeners.splice(index, 1)
    }
  }
}

/** Anything that can be listened to, whatever its value. */
export interface Listenable {
  listen(listener: (value: unknown) => void): () => void
}

/** Fires with the index and value of whichever comes first; in one instant, the first that fired. */
export function firstOf(...triggers: readonly Listenable[]): Trigger<{ index: number; value: unknown }> {
  const first = new Trigger<{ index: number; value: unknown }>()
  const leave: (() => void)[] = []
  triggers.forEach((trigger, index) => {
    if (first.fired) return
    leave.push(
      trigger.listen((value) => {
        if (first.offer({ index, value })) for (const each of leave) each()
      }),
    )
  })
  return first
}
