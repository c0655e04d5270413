import { useApp } from '../../app/store.ts'
import { type Comparison, type Difference, instantOf } from '../../view/compare/difference.ts'
import { differenceText } from '../../view/compare/sentence.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Compare.module.css'
import { useComparison } from './use-comparison.ts'

/** What is not as it was in the pinned run, the most important first; each leads to where it is seen. */
export function DifferenceList() {
  const { comparison: words } = useWords()
  const state = useComparison()
  if (state.kind === 'none') return null
  if (state.kind !== 'compared') {
    return <p className={css.empty}>{state.kind === 'pinned' ? words.pinnedHint : words.waiting}</p>
  }
  const { differences, first, upTo } = state.comparison
  return (
    <>
      {differences.length === 0 ? (
        <p className={css.empty}>{first === undefined ? words.same : words.onlySmall}</p>
      ) : null}
      <ol className={css.list} aria-label={words.list}>
        {differences.map((difference) => (
          <Row key={keyOf(difference)} difference={difference} comparison={state.comparison} />
        ))}
      </ol>
      {upTo === undefined ? null : <p className={css.empty}>{words.upTo(clockText(upTo))}</p>}
    </>
  )
}

function Row({ difference, comparison }: { readonly difference: Difference; readonly comparison: Comparison }) {
  const { compare: words } = useWords()
  const seek = useApp((state) => state.seek)
  const { text, detail } = differenceText(difference, words)
  const at = instantOf(difference)
  const subject = [
    comparison.severalPods ? difference.pod : undefined,
    comparison.severalContainers ? difference.container : undefined,
  ].filter((name) => name !== undefined)
  return (
    <li>
      <button type="button" className={css.row} onClick={() => seek(at)}>
        <time className={css.time}>{clockText(at, 100)}</time>
        <span className={css.text}>
          {subject.length > 0 ? <span className={css.subject}>{subject.join('/')}</span> : null} {text}
        </span>
        {detail === undefined ? null : <span className={css.detail}>{detail}</span>}
      </button>
    </li>
  )
}

function keyOf(difference: Difference): string {
  const { topic, pod, container = '' } = difference
  const which = 'code' in difference ? difference.code : 'type' in difference ? difference.type : ''
  return `${topic}/${pod}/${container}/${which}/${'reason' in difference ? difference.reason : ''}`
}
