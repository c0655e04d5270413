import type { RefObject } from 'react'
import { usePanelSizes } from '../../app/panel-sizes.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { useWords } from '../language/words.ts'
import { useSize } from '../panel/use-size.ts'
import { Splitter } from '../Splitter.tsx'
import { LazyWhy } from './LazyWhy.ts'
import css from './WhyPane.module.css'

const LEAST = 120
/** What is left to the state above it. */
const LEAST_ABOVE = 180
const USUAL_SHARE = 0.46

/** Why?, below whatever the inspector shows: always there, and always in the same place. */
export function WhyPane({
  trace,
  at,
  uid,
  of,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
  /** The panel that it is a part of. */
  readonly of: RefObject<HTMLElement | null>
}) {
  const { inspector: words } = useWords()
  const chosen = usePanelSizes((sizes) => sizes.why)
  const { height } = useSize(of)
  const max = Math.max(LEAST, height - LEAST_ABOVE)
  const value = Math.min(max, Math.max(LEAST, chosen ?? height * USUAL_SHARE))
  return (
    <>
      <Splitter panel="why" label={words.resizeWhy} grows="up" value={value} min={LEAST} max={max} />
      <div className={css.pane} style={{ height: value }}>
        <LazyWhy trace={trace} at={at} uid={uid} />
      </div>
    </>
  )
}
