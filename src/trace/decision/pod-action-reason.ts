/** Why a sync does something about a Pod or one of its containers, with the facts that it went by. */
export interface PodActionReasons {
  readonly noSandbox: object
  readonly sandboxChanged: object
  readonly sandboxGoneNeverRestarted: object
  readonly nothingRuns: object
  /** Nothing in particular was found: it is to be started. */
  readonly toStart: OfContainer
  readonly missing: OfContainer
  readonly ended: OfContainer & { readonly exitCode: number; readonly restartPolicy: string }
  /** One of its own rules is for this exit code. */
  readonly restartRule: OfContainer & { readonly exitCode: number }
  readonly restartAllRule: OfContainer
  readonly probeFailed: OfContainer & WillRestart & { readonly probe: 'liveness' | 'startup' }
  readonly definitionChanged: OfContainer & WillRestart
  readonly resizeRestarts: OfContainer
  readonly firstInit: OfContainer
  /** The one before it has succeeded. */
  readonly initSucceeded: OfContainer & { readonly before: string }
  /** The sidecar before it has started. */
  readonly sidecarStarted: OfContainer & { readonly before: string }
  readonly initNeverStarted: OfContainer
  readonly initFailed: OfContainer & { readonly exitCode: number; readonly again: boolean }
  readonly sidecarMissing: OfContainer
  readonly sidecarEnded: OfContainer & { readonly exitCode: number }
}

interface OfContainer {
  readonly container: string
}

/** An init container that is killed is always started again. */
type WillRestart = { readonly init: true } | { readonly init: false; readonly restarted: boolean }

export type PodActionReason<K extends keyof PodActionReasons = keyof PodActionReasons> = {
  readonly [P in K]: { readonly why: P } & PodActionReasons[P]
}[K]
