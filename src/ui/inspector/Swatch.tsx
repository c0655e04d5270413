import type { StateTone } from '../../view/history/tone.ts'
import css from './Swatch.module.css'

/** A state as the timeline paints it, in small: the shape tells it as well as the colour. */
export function Swatch({ tone }: { readonly tone: StateTone }) {
  return <span className={css.swatch} data-tone={tone} aria-hidden="true" />
}

/** An exit code on its badge: pill for 0, cut corner for another, octagon for an OOM kill. */
export function ExitBadge({ code, tone }: { readonly code: number; readonly tone: StateTone }) {
  return (
    <span className={css.badge} data-tone={tone}>
      {code}
    </span>
  )
}
