import { memo, useDeferredValue, useMemo } from 'react'
import type { Lane } from '../../view/lanes/lane.ts'
import { countOf, nth, sayPointed } from '../../view/lanes/pointed.ts'
import type { LaneWords } from '../../view/lanes/words-en.ts'
import { useWords } from '../language/words.ts'

const MOST_ROWS = 200

/** The same lanes for those who do not see the canvas: a list of sentences each. */
export const LaneTables = memo(function LaneTables({ lanes }: { readonly lanes: readonly Lane[] }) {
  // A trace that still grows is not read out chunk by chunk.
  const settled = useDeferredValue(lanes)
  return (
    <div className="visually-hidden" data-testid="lane-tables">
      {settled.map((lane) => (
        <LaneTable key={lane.id} lane={lane} />
      ))}
    </div>
  )
})

const LaneTable = memo(function LaneTable({ lane }: { readonly lane: Lane }) {
  const { timeline: words, lanes: inLanes } = useWords()
  const sentences = useMemo(() => sentencesOf(lane, inLanes), [lane, inLanes])
  const more = countOf(lane) - sentences.length
  return (
    <div>
      <p>{words.inWords(words.lane(lane.name, lane.note))}</p>
      <ul>
        {sentences.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
        {more > 0 && <li>{words.more(more)}</li>}
      </ul>
    </div>
  )
})

function sentencesOf(lane: Lane, words: LaneWords): readonly { readonly key: number; readonly text: string }[] {
  const sentences: { key: number; text: string }[] = []
  for (let index = 0; index < Math.min(MOST_ROWS, countOf(lane)); index += 1) {
    const pointed = nth(lane, index)
    if (pointed) sentences.push({ key: index, text: sayPointed(pointed, words) })
  }
  return sentences
}
