import { useMemo } from 'react'
import { useFieldLines } from '../../app/lit-line.ts'
import { setPanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { runSentence } from '../../view/explain/run-sentence.ts'
import { CopyButton } from '../inspector/CopyButton.tsx'
import { FixIt } from '../inspector/FixIt.tsx'
import { useWords } from '../language/words.ts'
import css from './RunLine.module.css'

/** The run in one sentence, as one would tell it: above the picture, to be read and to be copied. */
export function RunLine() {
  const { explain, lanes, stage: words } = useWords()
  const trace = useApp((state) => state.trace)
  const older = useApp((state) => state.freshness === 'refused' || state.freshness === 'fault')
  const seek = useApp((state) => state.seek)
  const whole = trace?.ending === 'running' ? undefined : trace
  const sentence = useMemo(
    () => whole && runSentence(whole, { runs: explain.runs, answers: explain.answers, lanes }),
    [whole, explain, lanes],
  )
  const lineOf = useFieldLines()
  if (sentence === undefined || older) return null
  const { text, field, at, about } = sentence
  const found = field && lineOf(field)
  const line = found?.exact ? words.line(found.line) : ''
  return (
    <div className={css.row} data-key="run">
      <button type="button" className={css.sentence} title={`${text}${line}`} onClick={() => seek(at)}>
        {text}
      </button>
      {field && line !== '' ? (
        <button
          type="button"
          className={css.line}
          onClick={() => setPanels({ litField: field, editorOpen: true, mobile: 'yaml' })}
        >
          {line.trim()}
        </button>
      ) : null}
      <CopyButton text={`${text}${line}`} label={words.copyRun} />
      {about?.kind === 'service' ? <FixIt subject={about} compact /> : null}
    </div>
  )
}
