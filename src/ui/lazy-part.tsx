import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { create } from 'zustand'
import { fetchOnce } from '../app/load-failure.ts'
import { PartFailed } from './PartFailed.tsx'

interface Around {
  /** What stands there until it comes. */
  readonly waiting?: ReactNode
  /**
   * What is said where it does not come: in its own place (the rule), over the page for what would be a dialog, in a
   * line where something plainer stands in for it, or nothing, for what belongs to something that says it already.
   */
  readonly failing?: 'panel' | 'over' | 'note' | 'silent'
  /** Puts what would be a dialog away. */
  readonly onClose?: () => void
}

/** Only so that a part draws itself anew. */
const useAttempts = create<{ readonly count: number }>(() => ({ count: 0 }))
const failed = new Set<() => void>()

/** Fetches what did not come, all of it: parts that did not come together are missing together. */
function tryAgain(): void {
  for (const renew of failed) renew()
  // The same is true of their style sheets, which nobody else would ask for again.
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (sheet.sheet === null) sheet.replaceWith(sheet.cloneNode())
  }
  failed.clear()
  useAttempts.setState(({ count }) => ({ count: count + 1 }))
}

/** It could not be fetched; nothing is wrong with it. */
class LoadFailure extends Error {}

/**
 * A part of the page that is fetched when it is wanted. One that cannot be (there is no network, or the page has been
 * replaced by a newer one) says so in its own place; the rest of the page stays.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P & Around> {
  const fetch = fetchOnce(load)
  const fresh = () =>
    lazy(async () => {
      try {
        return { default: await fetch() }
      } catch (cause) {
        failed.add(renew)
        throw new LoadFailure('a part of the page could not be loaded', { cause })
      }
    })
  let generation = 0
  let Fetched = fresh()
  const renew = () => {
    generation++
    Fetched = fresh()
  }
  return function Part({ waiting, failing = 'panel', onClose, ...rest }: P & Around) {
    useAttempts()
    const Now = Fetched as unknown as ComponentType<object>
    const instead =
      failing === 'silent' ? null : <PartFailed as={failing} tryAgain={tryAgain} {...(onClose ? { onClose } : {})} />
    return (
      <Boundary
        key={generation}
        instead={
          <>
            {waiting}
            {instead}
          </>
        }
      >
        <Suspense fallback={waiting}>
          <Now {...rest} />
        </Suspense>
      </Boundary>
    )
  }
}

/** Begins to fetch what will be wanted; whether it comes is seen when it is. */
export function prefetch(load: () => Promise<unknown>): void {
  load().catch(() => undefined)
}

/** Keeps a part that did not come within its place. What is broken otherwise is not its business. */
class Boundary extends Component<{ readonly instead: ReactNode; readonly children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    if (error instanceof LoadFailure) return this.props.instead
    throw error
  }
}
