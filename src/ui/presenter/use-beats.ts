import { useMemo } from 'react'
import { useApp } from '../../app/store.ts'
import { type Beat, beatsOf } from '../../view/beats.ts'
import { lanesOf } from '../../view/lanes/lanes.ts'
import { useWords } from '../language/words.ts'

const NONE: readonly Beat[] = []

/** What the run that is presented is told in. */
export function useBeats(): readonly Beat[] {
  const { lanes: words } = useWords()
  const trace = useApp((state) => state.trace)
  return useMemo(() => (trace ? beatsOf(trace, lanesOf(trace, { words })) : NONE), [trace, words])
}
