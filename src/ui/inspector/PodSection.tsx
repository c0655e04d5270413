import { Fragment } from 'react'
import type { PodView } from '../../view/inspector/pod-view.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import conditionsCss from './Conditions.module.css'
import css from './Inspector.module.css'

/** The Pod's phase (which is not STATUS) and its conditions. */
export function PodSection({ pod }: { readonly pod: PodView }) {
  const { inspector: words } = useWords()
  return (
    <section className={css.section} aria-label={words.pod}>
      <h3 className={css.head}>
        {words.pod}
        <span className={css.note}>
          {words.phase}{' '}
          <span className={css.mono}>
            <Ask seq={pod.wrote.phase} what={words.phase} value={pod.phase} on={{ kind: 'phase' }}>
              {pod.phase}
            </Ask>
          </span>
        </span>
      </h3>
      {pod.message ? <p className={css.message}>{pod.message}</p> : null}
      <dl className={css.facts}>
        {pod.stopping ? (
          <div className={css.fact}>
            <dt>{words.stopping}</dt>
            <dd>{words.stoppingUntil(pod.stopping.graceMs, clockText(pod.stopping.deadline, 100))}</dd>
          </div>
        ) : null}
        <div className={css.fact}>
          <dt>{words.node}</dt>
          <dd className={css.mono}>
            {pod.node === undefined ? (
              <span className={css.note}>{words.none}</span>
            ) : (
              <Ask seq={pod.wrote.node} what={words.node} value={pod.node} on={{ kind: 'node' }}>
                {pod.node}
              </Ask>
            )}
          </dd>
        </div>
        <div className={css.fact}>
          <dt>{words.ip}</dt>
          <dd className={css.mono}>
            {pod.ip === undefined ? (
              <span className={css.note}>{words.none}</span>
            ) : (
              <Ask seq={pod.wrote.ip} what={words.ip} value={pod.ip} on={{ kind: 'ip' }}>
                {pod.ip}
              </Ask>
            )}
          </dd>
        </div>
      </dl>
      <table className={conditionsCss.conditions} aria-label={words.conditions}>
        <tbody>
          {pod.conditions.map(({ type, status, since, seq, reason, message }) => {
            const because = status === 'True' ? '' : [reason, message].filter(Boolean).join(': ')
            return (
              <Fragment key={type}>
                <tr data-status={status}>
                  <th scope="row">{type}</th>
                  <td>
                    <Ask seq={seq} what={type} value={status} on={{ kind: 'condition', type }}>
                      {status}
                    </Ask>
                  </td>
                  <td className={conditionsCss.since}>{words.sinceAt(clockText(since, 100))}</td>
                </tr>
                {because === '' ? null : (
                  <tr>
                    <td className={conditionsCss.reason} colSpan={3}>
                      {because}
                    </td>
                  </tr>
                )}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
