import { useMemo } from 'react'
import { useFieldLines } from '../../app/lit-line.ts'
import { useApp } from '../../app/store.ts'
import { fieldFacts } from '../../view/field-facts/field-facts.ts'
import { useWords } from '../language/words.ts'
import { ghostLines } from './ghost-facts.ts'

const NONE: ReadonlyMap<number, string> = new Map()

/** What the run says about the lines of its text, once both are there; while it changes, nothing. */
export function useGhostLines(): ReadonlyMap<number, string> {
  const { facts: words } = useWords()
  const trace = useApp((state) => (state.freshness === 'fresh' ? state.trace : undefined))
  const lineOf = useFieldLines()
  return useMemo(
    () => (trace === undefined || trace.ending === 'running' ? NONE : ghostLines(fieldFacts(trace), lineOf, words)),
    [trace, lineOf, words],
  )
}
