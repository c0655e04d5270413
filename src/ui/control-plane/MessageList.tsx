import { Fragment, type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import type { Trace } from '../../trace/trace.ts'
import { conversationOf } from '../../view/control-plane/conversation-at.ts'
import type { Conversation } from '../../view/control-plane/conversations.ts'
import type { Message } from '../../view/control-plane/message.ts'
import { detailOf, labelOf, sayParty } from '../../view/control-plane/say-message.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import css from './Messages.module.css'
import { goTo, stepMessage, type TalkNow } from './use-talk.ts'

/** So many messages before and after the present one are listed: the rest is reached by going there. */
const AROUND = 150

/** Everything that is said, as a list: a click goes there, arrows walk, what is still to come is dim. */
export function MessageList({ now }: { readonly now: TalkNow }) {
  const { controlPlaneUi: words } = useWords()
  const { talk, passed, drawn } = now
  const list = useRef<HTMLOListElement>(null)
  const minor = usePanels((panels) => panels.minorMessages)
  const present = conversationOf(talk, passed)
  const lit = useMemo(() => new Set(drawn.filter((each) => each.lit).map(({ message }) => message.id)), [drawn])
  const shown = useMemo(() => around(talk.conversations, passed), [talk, passed])
  const currentId = talk.messages[passed]?.id
  useEffect(() => {
    const row = currentId === undefined ? undefined : rowOf(list.current, currentId)
    row?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  const walk = (event: KeyboardEvent) => {
    const direction = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined
    if (direction === undefined) return
    event.preventDefault()
    stepMessage(talk, passed, direction)
    const next = talk.messages[passed + direction]
    // The row of another conversation comes with the next painting.
    if (next) requestAnimationFrame(() => rowOf(list.current, next.id)?.focus())
  }

  if (talk.messages.length === 0) return <p className={css.empty}>{words.empty}</p>
  const number = present ? passed - present.first + 1 : 0
  const inferred = shown.some(({ messages }) => messages.some((each) => each.inferred))
  return (
    <section className={css.section}>
      <div className={css.listHead}>
        <span>{present ? words.counted(number, present.messages.length) : words.noneYet}</span>
        <label className={css.minor}>
          <input
            type="checkbox"
            checked={minor}
            onChange={(event) => setPanels({ minorMessages: event.target.checked })}
          />
          {words.minor}
        </label>
      </div>
      <ol ref={list} className={css.list} onKeyDown={walk}>
        {shown.map((conversation, index) => (
          <Fragment key={conversation.first}>
            {index > 0 ? <Gap from={shown[index - 1]?.to ?? 0} to={conversation.from} /> : null}
            {conversation.messages.map((message, inside) => (
              <Row
                key={message.id}
                trace={now.trace}
                message={message}
                number={conversation.firstNumber + inside}
                when={conversation.first + inside <= passed ? 'past' : 'future'}
                lit={lit.has(message.id)}
                current={message.id === currentId}
                focusable={message.id === currentId || (passed < 0 && conversation.first + inside === 0)}
              />
            ))}
          </Fragment>
        ))}
      </ol>
      {inferred ? (
        <p className={css.legend}>
          <code>~</code> {words.inferred}
        </p>
      ) : null}
    </section>
  )
}

function Gap({ from, to }: { readonly from: number; readonly to: number }) {
  const { controlPlaneUi: words } = useWords()
  return (
    <li className={css.gap} aria-hidden="true">
      <span>{words.gap(to - from)}</span>
    </li>
  )
}

interface RowProps {
  readonly trace: Trace
  readonly message: Message
  readonly number: number
  readonly when: 'past' | 'future'
  readonly lit: boolean
  readonly current: boolean
  readonly focusable: boolean
}

const Row = memo(function Row({ trace, message, number, when, lit, current, focusable }: RowProps) {
  const { controlPlane, controlPlaneUi: words, explain } = useWords()
  const { saying, from, to, inferred, at } = message
  const detail = detailOf(trace, message, controlPlane, explain)
  return (
    <li>
      <button
        type="button"
        className={css.row}
        data-message={message.id}
        data-when={when}
        data-lit={lit}
        data-current={current}
        aria-current={current ? 'step' : undefined}
        tabIndex={focusable ? 0 : -1}
        onClick={() => goTo(message)}
      >
        <time className={css.time}>
          {inferred ? <span title={words.inferredMark}>~</span> : null}
          {clockText(at, 1)}
        </time>
        <span className={css.count}>{number}</span>
        <span className={css.text}>
          <b>
            {sayParty(from, controlPlane)}
            {to === undefined ? null : (
              <>
                {' '}
                <i aria-hidden="true">{saying.kind === 'watch' || saying.kind === 'seesExit' ? '⇢' : '→'}</i>{' '}
                {sayParty(to, controlPlane)}
              </>
            )}
          </b>{' '}
          <span data-tone={message.tone}>{labelOf(saying, controlPlane)}</span>
          {detail === '' ? null : <span className={css.detail}> · {detail}</span>}
        </span>
      </button>
    </li>
  )
})

function rowOf(list: HTMLElement | null, id: string): HTMLElement | undefined {
  return list?.querySelector<HTMLElement>(`[data-message="${CSS.escape(id)}"]`) ?? undefined
}

interface ShownConversation extends Conversation {
  /** Of its first message that is listed. */
  readonly firstNumber: number
}

function around(all: readonly Conversation[], passed: number): readonly ShownConversation[] {
  const [from, to] = [Math.max(0, passed - AROUND), Math.max(0, passed) + AROUND]
  return all.flatMap((conversation) => {
    const start = Math.max(0, from - conversation.first)
    const messages = conversation.messages.slice(start, Math.max(start, to - conversation.first))
    if (messages.length === 0) return []
    return [{ ...conversation, messages, first: conversation.first + start, firstNumber: start + 1 }]
  })
}
