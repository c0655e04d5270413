import type { ReactNode } from 'react'
import type { PreemptionView, RejectedRow, SchedulingView, ScoreRow } from '../../view/inspector/scheduling-view.ts'
import { exactClock } from '../../view/time/exact-clock.ts'
import { clockText } from '../../view/time/time-scale.ts'
import type { Words } from '../language/english.ts'
import { useWords } from '../language/words.ts'
import inspectorCss from './Inspector.module.css'
import css from './Scheduling.module.css'

/** Why no node takes the Pod; or, folded, why it went where it is. */
export function SchedulingSection({ view }: { readonly view: SchedulingView }) {
  const { scheduling: words } = useWords()
  if (view.kind === 'scheduled') return <Scheduled view={view} />
  return (
    <section className={inspectorCss.section} aria-label={words.scheduling}>
      <h3 className={inspectorCss.head}>
        {words.scheduling}
        <span className={inspectorCss.note}>{summaryOf(view, words)}</span>
      </h3>
      <Waiting view={view} />
    </section>
  )
}

function summaryOf(view: Exclude<SchedulingView, { kind: 'scheduled' }>, words: Words['scheduling']): string {
  switch (view.kind) {
    case 'pending':
      return words.noneFits(view.nodeCount)
    case 'binding':
      return words.nodeFound
    case 'gated':
      return words.heldBack
    case 'otherScheduler':
      return words.notOurs
    case 'notTried':
      return words.notTried
  }
}

function Waiting({ view }: { readonly view: Exclude<SchedulingView, { kind: 'scheduled' }> }) {
  const { scheduling: words } = useWords()
  switch (view.kind) {
    case 'pending':
      return (
        <>
          <Rejections rows={view.rows} caption={words.whatNodesSaid(exactClock(view.at), view.attempts)} />
          <dl className={inspectorCss.facts}>
            {view.preemption ? (
              <Fact label={words.preemption}>
                <Preemption outcome={view.preemption} />
              </Fact>
            ) : null}
            {view.next === undefined ? null : (
              <Fact label={words.triedAgain}>
                {view.next === 'never' ? words.neverAgain : words.triedAt(clockText(view.next.at, 100), view.next.fits)}
              </Fact>
            )}
          </dl>
        </>
      )
    case 'binding':
      return (
        <p className={css.line}>
          {words.waitsForClaims} <span className={inspectorCss.mono}>{view.claims.join(', ')}</span>{' '}
          {words.beforeItGoesTo} <span className={inspectorCss.mono}>{view.node}</span>
        </p>
      )
    case 'gated':
      return (
        <p className={css.line}>
          {words.gates} <span className={inspectorCss.mono}>{view.gates.join(', ')}</span>
        </p>
      )
    case 'otherScheduler':
      return (
        <p className={css.line}>
          {words.asksFor} <span className={inspectorCss.mono}>{view.scheduler}</span>
        </p>
      )
    case 'notTried':
      return null
  }
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={inspectorCss.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Preemption({ outcome }: { readonly outcome: PreemptionView }) {
  const { scheduling: words } = useWords()
  if (outcome.kind === 'none') {
    return outcome.reasons.map(({ text, count }) => (
      <span key={text} className={css.reason}>
        {text}
        {count === undefined ? null : <span className={inspectorCss.note}> {words.onNodes(count)}</span>}
      </span>
    ))
  }
  const { node, victims, violations } = outcome
  return (
    <>
      <span className={inspectorCss.mono}>{victims.map(({ name }) => name).join(', ')}</span>{' '}
      {words.makesRoom(victims.length)} <span className={inspectorCss.mono}>{node}</span>
      {violations > 0 ? <span className={inspectorCss.note}> {words.againstBudgets(violations)}</span> : null}
    </>
  )
}

function Rejections({ rows, caption }: { readonly rows: readonly RejectedRow[]; readonly caption: string }) {
  const { scheduling: words } = useWords()
  if (rows.length === 0) return null
  return (
    <table className={css.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {words.rejectionColumns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ plugin, reasons, nodes, more }) => (
          <tr key={`${plugin} ${reasons.join()}`}>
            <th scope="row">
              {nodes.map((node) => (
                <span key={node} className={css.node}>
                  {node}
                </span>
              ))}
              {more > 0 ? <span className={css.more}>{words.more(more, nodes.length > 0)}</span> : null}
            </th>
            <td className={css.plugin}>{plugin}</td>
            <td>
              {reasons.map((reason) => (
                <span key={reason} className={css.reason}>
                  {reason}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Scheduled({ view }: { readonly view: SchedulingView & { kind: 'scheduled' } }) {
  const { scheduling: words } = useWords()
  const { node, at, attempts, asked, feasible, scores, rows } = view
  return (
    <section className={inspectorCss.section} aria-label={words.scheduling}>
      <details className={css.folded}>
        <summary>
          <span className={css.name}>{words.scheduling}</span>
          <span className={inspectorCss.note}>
            <span className={inspectorCss.mono}>{node}</span> {words.best(feasible, asked)}
          </span>
        </summary>
        <p className={css.line}>{words.boundAt(exactClock(at), attempts)}</p>
        {scores.length > 0 ? <Scores scores={scores} /> : null}
        <Rejections rows={rows} caption={words.whoSaidNo} />
      </details>
    </section>
  )
}

function Scores({ scores }: { readonly scores: readonly ScoreRow[] }) {
  const { scheduling: words } = useWords()
  const decided = scores[0]?.by.length ?? 0
  return (
    <>
      <table className={css.table}>
        <caption>{words.bestNodes}</caption>
        <thead>
          <tr>
            <th scope="col">{words.node}</th>
            <th scope="col" className={css.number}>
              {words.total}
            </th>
            {decided > 0 ? <th scope="col">{words.whatDecided}</th> : null}
          </tr>
        </thead>
        <tbody>
          {scores.map(({ node, total, by }) => (
            <tr key={node}>
              <th scope="row">{node}</th>
              <td className={css.number}>{Math.round(total)}</td>
              {decided > 0 ? (
                <td>
                  {by.map(([plugin, score]) => (
                    <span key={plugin} className={css.score}>
                      {plugin} <b>{Math.round(score)}</b>
                    </span>
                  ))}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {decided === 0 && scores.length > 1 ? <p className={css.line}>{words.allEqual}</p> : null}
    </>
  )
}
