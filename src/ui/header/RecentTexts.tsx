import { Check } from 'lucide-react'
import { useState } from 'react'
import { forgetTexts, type KeptText } from '../../app/drafts.ts'
import { appStore } from '../../app/store.ts'
import { excerptOf, titleOfText } from '../../app/text-title.ts'
import { useWords } from '../language/words.ts'
import css from './GalleryMenu.module.css'

/** The name of the option that shows the rest of them. */
export const ALL = ' all'

/** Two rows of two: what somebody comes back to is mostly what was there last. */
const AT_FIRST = 4

interface Recents {
  readonly shown: readonly KeptText[]
  /** So many are not shown. */
  readonly more: number
}

/** Those in which every word of the query is found; without one, the newest. */
export function recentsShown(kept: readonly KeptText[], query: string, all: boolean): Recents {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length > 0) {
    const shown = kept.filter(({ text }) => {
      const lower = text.toLowerCase()
      return wanted.every((word) => lower.includes(word))
    })
    return { shown, more: 0 }
  }
  const shown = all ? kept : kept.slice(0, AT_FIRST)
  return { shown, more: kept.length - shown.length }
}

interface Props extends Recents {
  readonly total: number
  readonly idOf: (name: string) => string
  readonly active: string | undefined
  readonly present: string | undefined
  readonly point: (name: string) => void
  readonly choose: (name: string) => void
}

export function RecentPart({ shown, more, total, idOf, active, present, point, choose }: Props) {
  const { header: words } = useWords()
  const heading = idOf('recent')
  const optionOf = (name: string) => ({
    id: idOf(name),
    'data-name': name,
    className: css.item,
    role: 'option',
    tabIndex: -1,
    'aria-selected': name === active,
    onPointerMove: () => point(name),
    onPointerDown: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick: () => choose(name),
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options within a listbox is no fieldset
    <div role="group" aria-labelledby={heading} className={css.part}>
      <p id={heading} className={css.heading} role="presentation">
        {words.recent}
      </p>
      {shown.map(({ id, text, at }) => (
        <div key={id} {...optionOf(id)} aria-current={id === present || undefined}>
          <span className={css.title}>
            <span className={css.recentTitle}>{titleOfText(text) || words.untitled}</span>
            <span className={css.open}>
              {id === present ? (
                <>
                  <Check size={12} aria-hidden="true" /> {words.isOpen}
                </>
              ) : (
                <Ago at={at} />
              )}
            </span>
          </span>
          <span className={css.excerpt}>{excerptOf(text)}</span>
        </div>
      ))}
      {more === 0 ? null : (
        <div {...optionOf(ALL)}>
          <span className={css.more}>{words.recentAll(total)}</span>
        </div>
      )}
    </div>
  )
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** How long ago, in the language of the page. */
function Ago({ at }: { readonly at: number }) {
  const { language } = appStore.getState()
  const ms = Date.now() - at
  const [unit, length] = UNITS.find(([, each]) => ms >= each) ?? ['minute', 60_000]
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  return <time dateTime={new Date(at).toISOString()}>{format.format(-Math.floor(Math.max(0, ms) / length), unit)}</time>
}

/** They may hold what nobody else on this machine shall see. */
export function ForgetTexts({ onForgotten }: { readonly onForgotten: () => void }) {
  const { header: words } = useWords()
  const [asked, setAsked] = useState(false)
  return (
    <div className={css.foot}>
      <span>{asked ? words.forgetSure : words.recentHint}</span>
      {asked ? (
        <>
          <button
            type="button"
            onClick={() => {
              forgetTexts()
              setAsked(false)
              onForgotten()
            }}
          >
            {words.forgetYes}
          </button>
          <button type="button" onClick={() => setAsked(false)}>
            {words.forgetNo}
          </button>
        </>
      ) : (
        <button type="button" onClick={() => setAsked(true)}>
          {words.forget}
        </button>
      )}
    </div>
  )
}
