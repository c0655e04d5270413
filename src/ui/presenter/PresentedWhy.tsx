import { useMemo } from 'react'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { explain } from '../../view/explain/explain.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Presenter.module.css'
import { usePresentedPod } from './presented-pod.ts'

const MOST_LINKS = 3

/** Why it is so at this moment: the last of the causes, and the rule of the last that has one. */
export function PresentedWhy({ trace, at }: { readonly trace: Trace | undefined; readonly at: Time }) {
  const { explain: words } = useWords()
  const uid = usePresentedPod(trace, at)
  const explanation = useMemo(
    () => (trace ? explain(trace, at, { seq: undefined, uid }, { words }) : undefined),
    [trace, at, uid, words],
  )
  if (explanation === undefined) return <div className={css.why} />
  // In a room they are told in the order of time.
  const links = explanation.links.slice(0, MOST_LINKS).toReversed()
  const rule = links.findLast((link) => link.rule !== undefined)?.rule
  return (
    <section className={css.why}>
      <h2>{explanation.title}</h2>
      <ol>
        {links.map((link) => (
          <li key={link.seq}>
            <time>{clockText(link.at, 100)}</time>
            <span>{link.text}</span>
          </li>
        ))}
      </ol>
      {rule ? <p className={css.rule}>{words.rules[rule]}</p> : null}
    </section>
  )
}
