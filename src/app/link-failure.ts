import type { ShareFailure } from '../share/share.ts'

export interface LinkFailure {
  readonly reason: ShareFailure | 'unavailable'
  /** What is shown instead: what could be read of it, an example, or the text that was there. */
  readonly instead: 'part' | 'example' | 'textBefore'
}
