import { useEffect, useMemo, useRef, useState } from 'react'
import { useFieldLines } from '../../app/lit-line.ts'
import { type LitField, setPanels, usePanels } from '../../app/panels.ts'
import type { Selection } from '../../app/state.ts'
import { useApp } from '../../app/store.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { explain } from '../../view/explain/explain.ts'
import type { Sentence } from '../../view/explain/sentence.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import { CopyButton } from './CopyButton.tsx'
import { DocumentationLink } from './DocumentationLink.tsx'
import { FixIt } from './FixIt.tsx'
import css from './Why.module.css'

/** The chain of causes of what is selected, or of what kubectl shows; and what comes next. */
export function Why({
  trace,
  at,
  uid,
  heading: Heading = 'h3',
  follow = false,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
  readonly heading?: 'h2' | 'h3'
  /** Where there is little room: what is said of the newest choice is brought into sight. */
  readonly follow?: boolean
}) {
  const { explain: explainWords, inspector: words } = useWords()
  const selection = useApp((state) => state.selection)
  const select = useApp((state) => state.select)
  const seek = useApp((state) => state.seek)
  const [all, setAll] = useState(false)
  const [chosen, setChosen] = useState<number>()
  const seq = seqOf(trace, selection)
  const about = selection?.kind === 'entry' ? selection.about : undefined
  const explanation = useMemo(
    () => explain(trace, at, { seq, uid, about }, { all, words: explainWords }),
    [trace, at, seq, uid, about, all, explainWords],
  )
  const links = explanation?.links ?? []
  const lineOf = useFieldLines()
  const answered = explanation?.field
  // Without a choice what the answer names; or the newest link that a line of the manifest decided: what there is to
  // change. A line that is there says more than the place of a default.
  const decided = links.filter((link) => link.field !== undefined)
  const current =
    links.find((link) => link.seq === chosen) ??
    (answered
      ? links.find(({ field }) => field === answered.field)
      : (decided.find((link) => isExact(link, lineOf)) ?? decided[0]))
  const unchosen = current === undefined || current.seq !== chosen
  useLit((unchosen ? answered : undefined) ?? (current && litOf(current)))
  const chain = useRef<HTMLOListElement>(null)
  const newest = current?.seq
  useEffect(() => {
    if (follow && newest !== undefined && chosen !== undefined)
      chain.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [follow, newest, chosen])

  if (explanation === undefined) return null
  const { title, answer, before, next, hidden } = explanation
  return (
    <section className={css.why} aria-label={title} data-key="why" tabIndex={-1}>
      <Heading className={css.head}>
        {title}
        <span className={css.tools}>
          {answer === undefined ? null : <CopyButton text={`${title} ${answer}`} label={words.copyAnswer} />}
          {selection === undefined ? (
            <kbd className={css.key}>W</kbd>
          ) : (
            <button type="button" className={css.clear} onClick={() => select(undefined)}>
              {words.clearSelection}
            </button>
          )}
        </span>
      </Heading>
      {answer === undefined ? null : (
        <div className={css.answer} data-key="answer">
          <p className={css.said}>
            {answer} {answered ? <LineChip field={answered} lit={unchosen} /> : null}
          </p>
          {explanation.about ? <FixIt subject={{ kind: 'cause', ...explanation.about }} /> : null}
          {before ? (
            <button
              type="button"
              className={css.before}
              onClick={() => {
                seek(before.at)
                select({ kind: 'entry', seq: before.seq })
              }}
            >
              {explainWords.answers.sameBefore(before.count)}
            </button>
          ) : null}
        </div>
      )}
      <ol ref={chain} className={css.chain}>
        {next ? (
          <li className={css.link} data-next="true">
            <button type="button" className={css.main} onClick={() => seek(next.at)}>
              <time className={css.time}>{clockText(next.at, 100)}</time>
              <span className={css.dot} />
              <span className={css.text}>{next.text}</span>
            </button>
          </li>
        ) : null}
        {links.map((link) => (
          <Link
            key={link.seq}
            link={link}
            current={link === current}
            onChoose={() => {
              setChosen(link.seq)
              seek(link.at)
              select({ kind: 'entry', seq: links[0]?.seq ?? link.seq, ...(about ? { about } : {}) })
            }}
          />
        ))}
      </ol>
      {hidden > 0 || all ? (
        <button type="button" className={css.earlier} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.fewer : words.detailsOf(hidden)}
        </button>
      ) : null}
    </section>
  )
}

/** The line of the manifest that decided; a click shows it. */
function LineChip({
  field,
  lit,
  onChoose,
}: {
  readonly field: LitField
  readonly lit: boolean
  readonly onChoose?: () => void
}) {
  const { inspector: words } = useWords()
  const line = useFieldLines()(field)
  if (line === undefined) return null
  return (
    <button
      type="button"
      className={css.line}
      data-lit={lit}
      onClick={() => {
        onChoose?.()
        setPanels({ litField: field, editorOpen: true, mobile: 'yaml' })
      }}
    >
      {line.exact ? words.line(line.line) : words.lineDefault(line.line)}
    </button>
  )
}

function Link({
  link,
  current,
  onChoose,
}: {
  readonly link: Sentence
  readonly current: boolean
  readonly onChoose: () => void
}) {
  const { explain: explainWords } = useWords()
  const field = litOf(link)
  return (
    <li className={css.link} data-current={current} {...(current ? { 'aria-current': 'true' as const } : {})}>
      <button type="button" className={css.main} onClick={onChoose}>
        <time className={css.time}>{clockText(link.at, 100)}</time>
        <span className={css.dot} />
        <span className={css.text}>{link.text}</span>
      </button>
      {link.rule ? <span className={css.rule}>{link.rule}</span> : null}
      {link.detail ? <p className={css.detail}>{link.detail}</p> : null}
      {field ? (
        <p className={css.chips}>
          <LineChip field={field} lit={current} onChoose={onChoose} />
          <span className={css.field}>{field.field.split('.').at(-1)}</span>
        </p>
      ) : null}
      {current && link.rule ? <p className={css.ruleText}>{explainWords.rules[link.rule]}</p> : null}
      {current && link.rule ? <DocumentationLink key={link.rule} rule={link.rule} /> : null}
    </li>
  )
}

function isExact(link: Sentence, lineOf: ReturnType<typeof useFieldLines>): boolean {
  const lit = litOf(link)
  return lit !== undefined && lineOf(lit)?.exact === true
}

function litOf({ pod, field }: Sentence): LitField | undefined {
  return pod && field !== undefined ? { namespace: pod.namespace, name: pod.name, field } : undefined
}

/** The line that decided is lit in the editor. */
function useLit(lit: LitField | undefined): void {
  const { namespace, name, field } = lit ?? {}
  useEffect(() => {
    const litField =
      namespace === undefined || name === undefined || field === undefined ? undefined : { namespace, name, field }
    if (usePanels.getState().litField !== litField) setPanels({ litField })
  }, [namespace, name, field])
}

function seqOf(trace: Trace, selection: Selection | undefined): number | undefined {
  if (selection === undefined) return undefined
  if (selection.kind === 'entry') return selection.seq
  return trace.probes[selection.track]?.columns.seq[selection.index]
}
