import { LayoutGrid } from 'lucide-react'
import { useState } from 'react'
import { fetchOnce } from '../../app/load-failure.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import { useWords } from '../language/words.ts'
import { lazyPart, prefetch } from '../lazy-part.tsx'
import css from './Header.module.css'

/** A popup brings its positioning and its focus handling with it: fetched when somebody reaches for it. */
const load = fetchOnce(() => import('./GalleryMenu.tsx'))
const GalleryMenu = lazyPart(async () => (await load()).GalleryMenu)

export function GalleryButton({ compact = false }: { readonly compact?: boolean }) {
  const { header: words } = useWords()
  const open = usePanels((panels) => panels.galleryOpen)
  // Once open, it stays in this button's place: what has the focus must not be exchanged while it has it.
  const [used, setUsed] = useState(false)
  if (open && !used) setUsed(true)
  const button = (
    <button
      type="button"
      className={compact ? css.icon : css.text}
      aria-label={words.gallery}
      aria-haspopup="dialog"
      aria-expanded={false}
      title={`${words.galleryHint} (G)`}
      onPointerEnter={() => prefetch(load)}
      onFocus={() => prefetch(load)}
      onClick={() => setPanels({ galleryOpen: true })}
    >
      <LayoutGrid size={compact ? 20 : 15} />
      {compact ? null : words.gallery}
    </button>
  )
  if (!used) return button
  return (
    <GalleryMenu
      compact={compact}
      waiting={button}
      failing={open ? 'over' : 'silent'}
      onClose={() => setPanels({ galleryOpen: false })}
    />
  )
}
