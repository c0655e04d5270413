import { LayoutGrid } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { useWords } from '../language/words.ts'
import css from './Header.module.css'

/** A popup brings its positioning and its focus handling with it: fetched when somebody reaches for it. */
const load = () => import('./GalleryMenu.tsx')
const GalleryMenu = lazy(async () => ({ default: (await load()).GalleryMenu }))

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
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setPanels({ galleryOpen: true })}
    >
      <LayoutGrid size={compact ? 20 : 15} />
      {compact ? null : words.gallery}
    </button>
  )
  if (!used) return button
  return (
    <Suspense fallback={button}>
      <GalleryMenu compact={compact} />
    </Suspense>
  )
}
