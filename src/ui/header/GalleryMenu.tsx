import { Check, LayoutGrid, Search } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { openDraft, recentTexts } from '../../app/drafts.ts'
import { type GalleryPart, galleryParts, openGalleryItem } from '../../app/gallery-items.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import css from './GalleryMenu.module.css'
import { optionBeside } from './gallery-walk.ts'
import headerCss from './Header.module.css'
import { ALL, ForgetTexts, RecentPart, recentsShown } from './RecentTexts.tsx'

export function GalleryMenu({ compact = false }: { readonly compact?: boolean }) {
  const { header: words } = useWords()
  const open = usePanels((panels) => panels.galleryOpen)
  return (
    <Popover.Root open={open} onOpenChange={(galleryOpen) => setPanels({ galleryOpen })}>
      <Popover.Trigger
        className={compact ? headerCss.icon : headerCss.text}
        aria-label={words.gallery}
        title={`${words.galleryHint} (G)`}
      >
        <LayoutGrid size={compact ? 20 : 15} />
        {compact ? null : words.gallery}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={css.panel}
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={words.galleryHint}
        >
          <GalleryPanel />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** The focus stays in the field: arrows walk through what it leaves, Enter opens. */
function GalleryPanel() {
  const { gallery, header: words } = useWords()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const text = useApp((state) => state.text)
  const [query, setQuery] = useState('')
  // What is kept when it opens: nothing is written while it is looked at.
  const [kept, setKept] = useState(recentTexts)
  const [all, setAll] = useState(false)
  const recents = recentsShown(kept, query, all)
  const parts = galleryParts(query, gallery)
  const items = parts.flatMap((part) => part.items)
  const opened = items.find((item) => item.text === text)?.name
  const present = recents.shown.find((recent) => recent.text === text)?.id
  const [walked, setWalked] = useState<string>()
  const names = [
    ...recents.shown.map(({ id }) => id),
    ...(recents.more > 0 ? [ALL] : []),
    ...items.map(({ name }) => name),
  ]
  const active = names.find((name) => name === walked) ?? (query === '' ? (present ?? opened) : undefined) ?? names[0]
  const idOf = (name: string) => `${id}-${name}`

  useEffect(() => {
    // One frame later it has its place and its height: only then is there something to be scrolled.
    const frame = requestAnimationFrame(() =>
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' }),
    )
    return () => cancelAnimationFrame(frame)
  }, [])

  const choose = (name: string) => {
    if (name === ALL) {
      setWalked(recents.shown.at(-1)?.id)
      setAll(true)
      return
    }
    if (recents.shown.some(({ id: each }) => each === name)) openDraft(name)
    else openGalleryItem(name)
    setPanels({ galleryOpen: false })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && active !== undefined) choose(active)
    else {
      const sideways = event.key === 'ArrowLeft' || event.key === 'ArrowRight'
      // In a word these keys belong to its letters.
      if (!list.current || active === undefined || (sideways && query !== '')) return
      const next = optionBeside(list.current, idOf(active), event.key)
      if (next === undefined) return
      next.scrollIntoView({ block: 'nearest' })
      setWalked(next.dataset.name)
    }
    event.preventDefault()
  }
  return (
    <>
      <div className={css.field}>
        <Search size={15} aria-hidden="true" />
        <input
          type="text"
          role="combobox"
          aria-label={words.filter}
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : idOf(active)}
          placeholder={words.filter}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setWalked(undefined)
          }}
          onKeyDown={onKeyDown}
        />
        <span className={css.count} role="status">
          {words.found(items.length)}
        </span>
      </div>
      <div ref={list} id={id} className={css.list} role="listbox" aria-label={words.galleryHint}>
        {recents.shown.length === 0 ? null : (
          <RecentPart
            {...recents}
            total={kept.length}
            idOf={idOf}
            active={active}
            present={present}
            point={setWalked}
            choose={choose}
          />
        )}
        {parts.map((part) => (
          <Part
            key={part.title}
            part={part}
            idOf={idOf}
            active={active}
            opened={opened}
            point={setWalked}
            choose={choose}
          />
        ))}
      </div>
      {names.length === 0 ? <p className={css.none}>{words.nothingFound}</p> : null}
      {kept.length === 0 ? null : <ForgetTexts onForgotten={() => setKept(recentTexts())} />}
    </>
  )
}

interface PartProps {
  readonly part: GalleryPart
  readonly idOf: (name: string) => string
  readonly active: string | undefined
  readonly opened: string | undefined
  readonly point: (name: string) => void
  readonly choose: (name: string) => void
}

function Part({ part, idOf, active, opened, point, choose }: PartProps) {
  const { header: words } = useWords()
  const heading = idOf(`part-${part.items[0]?.name}`)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options within a listbox is no fieldset
    <div role="group" aria-labelledby={heading} className={css.part}>
      <p id={heading} className={css.heading} role="presentation">
        {part.title}
      </p>
      {part.items.map(({ name, title, watchFor }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
        <div
          key={name}
          id={idOf(name)}
          data-name={name}
          className={css.item}
          role="option"
          tabIndex={-1}
          aria-selected={name === active}
          aria-current={name === opened || undefined}
          onPointerMove={() => point(name)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(name)}
        >
          <span className={css.title}>
            {title}
            {name === opened ? (
              <span className={css.open}>
                <Check size={12} aria-hidden="true" /> {words.isOpen}
              </span>
            ) : null}
          </span>
          {watchFor === '' ? null : <span className={css.watch}>{watchFor}</span>}
        </div>
      ))}
    </div>
  )
}
