import { Check, Copy, Download, Share } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type ReactNode, useEffect, useState } from 'react'
import { linkTo } from '../../app/link.ts'
import { appStore, useApp } from '../../app/store.ts'
import { runSentence } from '../../view/explain/run-sentence.ts'
import { CLOCKS } from '../../view/time/wall-clock.ts'
import headerCss from '../header/Header.module.css'
import { useWords } from '../language/words.ts'
import { timelinePicture } from '../timeline/picture.ts'
import { useTitle } from '../title.ts'
import css from './SharePanel.module.css'
import { useShareWords } from './words.ts'

/** It is fetched because it was asked for: it opens as it comes. */
export function SharePanel({ compact = false }: { readonly compact?: boolean }) {
  const words = useShareWords()
  const [open, setOpen] = useState(true)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={compact ? headerCss.icon : headerCss.primary} aria-label={words.title}>
        <Share size={compact ? 20 : 15} aria-hidden="true" />
        {compact ? null : words.title}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={css.panel} align="end" sideOffset={8} collisionPadding={8} aria-label={words.title}>
          <Ways />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type Link = { readonly text: string } | 'tooLarge' | 'unavailable'

function Ways() {
  const words = useShareWords()
  const title = useTitle()
  const at = useApp((state) => state.playheadMs)
  const text = useApp((state) => state.text)
  const clock = CLOCKS[useApp((state) => state.clock)]
  const [withTime, setWithTime] = useState(true)
  const [link, setLink] = useState<Link>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the link says is the store's
  useEffect(() => {
    let over = false
    const state = appStore.getState()
    const shown = withTime ? state : { ...state, playheadMs: 0, windowIsUsers: false }
    linkTo(shown).then(
      (found) => {
        if (!over) setLink(found === undefined ? 'tooLarge' : { text: found })
      },
      () => {
        if (!over) setLink('unavailable')
      },
    )
    return () => {
      over = true
    }
  }, [withTime, at, text])
  const [done, setDone] = useState<string>()
  const say = (what: string) => setDone(what)
  if (link === 'tooLarge' || link === 'unavailable') return <p className={css.hint}>{words[link]}</p>
  const url = link?.text ?? ''
  return (
    <>
      <p className={css.hint}>{words.hint}</p>
      <Field label={words.link} value={url}>
        <CopyText text={url} label={words.copyLink} said={words.linkCopied} say={say} primary keep={withTime} />
      </Field>
      <label className={css.check}>
        <input type="checkbox" checked={withTime} onChange={(event) => setWithTime(event.target.checked)} />
        {words.withTime(clock(at, 100))}
      </label>
      <Field label={words.embed} value={embedOf(url, title)}>
        <CopyText text={embedOf(url, title)} label={words.copyEmbed} said={words.copied} say={say} />
      </Field>
      <Picture title={title} say={say} />
      <p className={css.done} role="status">
        {done}
      </p>
    </>
  )
}

function Field({
  label,
  value,
  children,
}: {
  readonly label: string
  readonly value: string
  readonly children: ReactNode
}) {
  return (
    <div className={css.field}>
      <label>
        <span className={css.label}>{label}</span>
        <input className={css.value} readOnly value={value} onFocus={(event) => event.target.select()} />
      </label>
      {children}
    </div>
  )
}

interface CopyProps {
  readonly text: string
  readonly label: string
  readonly said: string
  readonly say: (what: string) => void
  readonly primary?: boolean
  /** The address bar has it as well. */
  readonly keep?: boolean
}

function CopyText({ text, label, said, say, primary = false, keep = false }: CopyProps) {
  const words = useShareWords()
  const [copied, setCopied] = useState<string>()
  return (
    <button
      type="button"
      className={primary ? css.primary : css.second}
      disabled={text === ''}
      onClick={async () => {
        if (keep) history.replaceState(history.state, '', text)
        try {
          await navigator.clipboard.writeText(text)
          setCopied(text)
          say(said)
        } catch {
          say(words.copyFailed)
        }
      }}
    >
      {copied === text ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      {label}
    </button>
  )
}

function Picture({ title, say }: { readonly title: string; readonly say: (what: string) => void }) {
  const words = useShareWords()
  const { explain, lanes } = useWords()
  const trace = useApp((state) => state.trace)
  const name = useApp((state) => state.name)
  if (trace === undefined) return null
  const blob = async () => {
    const sentence = runSentence(trace, { runs: explain.runs, answers: explain.answers, lanes })?.text ?? ''
    const canvas = timelinePicture(document.documentElement, { title, sentence })
    return new Promise<Blob | null>((done) => (canvas ? canvas.toBlob(done) : done(null)))
  }
  const save = async () => {
    const found = await blob()
    if (found === null) return
    const address = URL.createObjectURL(found)
    const link = document.createElement('a')
    Object.assign(link, { href: address, download: `${name || 'podlapse'}.png` })
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }
  const copy = async () => {
    try {
      const found = await blob()
      if (found === null) return
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': found })])
      say(words.copied)
    } catch {
      say(words.copyFailed)
    }
  }
  return (
    <div className={css.buttons}>
      <span className={css.label}>{words.picture}</span>
      <button type="button" className={css.second} onClick={save}>
        <Download size={14} aria-hidden="true" />
        {words.savePicture}
      </button>
      <button type="button" className={css.second} onClick={copy}>
        <Copy size={14} aria-hidden="true" />
        {words.copyPicture}
      </button>
    </div>
  )
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Of the page as it stands in another one. */
function embedOf(link: string, title: string): string {
  const address = link.replace('#', '?embed#')
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="960" height="480"></iframe>`
}
