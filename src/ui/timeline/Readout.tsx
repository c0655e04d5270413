import { useLayoutEffect, useRef, useState } from 'react'
import { sayPointed } from '../../view/lanes/pointed.ts'
import { useWords } from '../language/words.ts'
import { usePointer } from './pointer-state.ts'
import css from './Timeline.module.css'

const BESIDE = 14
const EDGE = 4

/**
 * What is under the pointer in words, beside it; what the keyboard's cursor is on, along the lower edge. Nothing is said
 * by a tooltip only: the lists of marks have the same sentences.
 */
export function Readout() {
  const { lanes: words, timeline } = useWords()
  const hovered = usePointer((state) => state.hovered)
  const cursor = usePointer((state) => state.cursor)
  const hint = usePointer((state) => state.wheelHint)
  const x = usePointer((state) => state.pointerX)
  const y = usePointer((state) => state.pointerY)
  const element = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: 0, top: 0 })
  const pointed = cursor ?? hovered
  const text = pointed ? sayPointed(pointed, words) : hint ? timeline.wheelHint : ''
  const atPointer = cursor === undefined && hovered !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: how large it is depends on its text
  useLayoutEffect(() => {
    const node = element.current
    const stage = node?.parentElement
    if (!atPointer || !node || !stage) return
    const [w, h] = [node.offsetWidth, node.offsetHeight]
    const right = x + BESIDE + w + EDGE <= stage.clientWidth
    const below = y + BESIDE + h + EDGE <= stage.clientHeight
    setPlace({
      left: right ? x + BESIDE : Math.max(EDGE, x - BESIDE - w),
      top: below ? y + BESIDE : Math.max(EDGE, y - BESIDE - h),
    })
  }, [atPointer, x, y, text])
  return (
    <div
      ref={element}
      className={css.readout}
      data-shown={text !== '' || undefined}
      data-pointer={atPointer || undefined}
      style={atPointer ? place : undefined}
    >
      <span className={css.said} aria-live={cursor ? 'polite' : 'off'}>
        {text}
      </span>
    </div>
  )
}
