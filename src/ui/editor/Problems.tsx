import { useEffect, useState } from 'react'
import { applyFix } from '../../app/apply-fix.ts'
import { showLine } from '../../app/panels.ts'
import { applyRepair, useRepairs } from '../../app/repairs.ts'
import { useApp } from '../../app/store.ts'
import { type LanguageWords, sayRepair } from '../../language/words/words.ts'
import { edited, type TextEdit } from '../../manifest/text/text-edit.ts'
import type { Problem } from '../../scenario/problem.ts'
import { useWords } from '../language/words.ts'
import { lazyPart } from '../lazy-part.tsx'
import { Diff } from './Diff.tsx'
import css from './Editor.module.css'
import { languageWords } from './language-words.ts'

const MOST_SHOWN = 50
/** Of one problem; the first is what was most likely meant. */
const MOST_REPAIRS = 3
const MOST_DIFF_LINES = 14

const FixAll = lazyPart(async () => (await import('./FixAll.tsx')).FixAll)

/** What is wrong, in the API server's words, and how to mend it. */
export function Problems() {
  const { editor: words } = useWords()
  const problems = useApp((state) => state.problems)
  const refusal = useApp((state) => (state.freshness === 'refused' ? state.refusal : undefined))
  const repairs = useRepairs()
  const said = useRepairWords(repairs.size > 0)
  const [all, setAll] = useState(false)
  if (problems.length === 0 && refusal === undefined) return null
  const rank = ({ severity }: Problem) => Number(severity !== 'error')
  const sorted = problems.toSorted((a, b) => rank(a) - rank(b) || (a.range?.start ?? 0) - (b.range?.start ?? 0))
  const errors = problems.filter(({ severity }) => severity === 'error')
  const canBeMended = errors.filter((problem) => repairs.has(problem) || problem.fix)
  return (
    <div className={css.problems}>
      {canBeMended.length > 0 && (errors.length > 1 || repairs.size > 0) ? (
        <p className={css.fixAll}>
          <button type="button" className={css.where} onClick={() => setAll(true)}>
            {words.fixAll}
          </button>
        </p>
      ) : null}
      <ul>
        {sorted.slice(0, MOST_SHOWN).map((problem, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two problems can be alike in everything
          <Row key={index} problem={problem} ways={waysOf(problem, repairs, said, words.fixTitle)} />
        ))}
      </ul>
      {refusal === undefined ? null : (
        <details className={css.refusal} open={problems.length === 0}>
          <summary>{words.asKubectlSays}</summary>
          <pre>{refusal.trim()}</pre>
        </details>
      )}
      {all ? <FixAll failing="over" onClose={() => setAll(false)} /> : null}
    </div>
  )
}

/** One way to mend a problem. */
interface Way {
  readonly title: string
  readonly edit: TextEdit
  readonly take: () => void
}

function waysOf(
  problem: Problem,
  repairs: ReturnType<typeof useRepairs>,
  said: LanguageWords | undefined,
  fixTitle: (title: NonNullable<Problem['fix']>['title']) => string,
): readonly Way[] {
  const { fix } = problem
  const found = said ? (repairs.get(problem) ?? []) : []
  if (found.length === 0 || !said) {
    if (!fix) return []
    const edit = { start: fix.range.start, end: fix.range.end, text: fix.text }
    return [{ title: fixTitle(fix.title), edit, take: () => applyFix(problem) }]
  }
  return found
    .slice(0, MOST_REPAIRS)
    .map(({ title, edit }) => ({ title: sayRepair(title, said), edit, take: () => applyRepair(edit) }))
}

/** The words of what mends, once there is something to say. */
function useRepairWords(wanted: boolean): LanguageWords | undefined {
  const language = useApp((state) => state.language)
  const [said, setSaid] = useState<{ readonly language: string; readonly words: LanguageWords }>()
  useEffect(() => {
    if (!wanted) return
    let over = false
    void languageWords().then((words) => {
      if (!over && words) setSaid({ language, words })
    })
    return () => {
      over = true
    }
  }, [wanted, language])
  return said?.language === language ? said.words : undefined
}

/** What a click would do is shown where the pointer or the focus is on the button; without a pointer at once. */
function Row({ problem, ways }: { readonly problem: Problem; readonly ways: readonly Way[] }) {
  const { editor: words } = useWords()
  const text = useApp((state) => state.text)
  const [shown, setShown] = useState<number | undefined>(() => (hasPointer() ? undefined : 0))
  const { range, severity } = problem
  const way = shown === undefined ? undefined : ways[shown]
  const hide = () => {
    if (hasPointer()) setShown(undefined)
  }
  return (
    <li className={css.problem} data-severity={severity}>
      {range === undefined ? null : (
        <button type="button" className={css.where} onClick={() => showLine(range.line)}>
          {words.line(range.line)}
        </button>
      )}
      <span className={css.message}>{words.problem(problem)}</span>
      {ways.map(({ title, take }, index) => (
        <button
          key={title}
          type="button"
          className={index === 0 ? css.fix : css.otherFix}
          onClick={take}
          onPointerEnter={() => setShown(index)}
          onPointerLeave={hide}
          onFocus={() => setShown(index)}
          onBlur={hide}
        >
          {title}
        </button>
      ))}
      {way === undefined ? null : <Diff before={text} after={edited(text, way.edit)} most={MOST_DIFF_LINES} />}
    </li>
  )
}

function hasPointer(): boolean {
  return matchMedia('(hover: hover)').matches
}
