import { Share } from 'lucide-react'
import { useState } from 'react'
import { fetchOnce } from '../../app/load-failure.ts'
import { useWords } from '../language/words.ts'
import { lazyPart, prefetch } from '../lazy-part.tsx'
import css from './Header.module.css'

/** Fetched when somebody reaches for it, like the gallery. */
const load = fetchOnce(() => import('../share/SharePanel.tsx'))
const SharePanel = lazyPart(async () => (await load()).SharePanel)

export function ShareButton({ compact = false }: { readonly compact?: boolean }) {
  const { header: words } = useWords()
  const [used, setUsed] = useState(false)
  const button = (
    <button
      type="button"
      className={compact ? css.icon : css.primary}
      aria-label={words.share}
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={() => prefetch(load)}
      onFocus={() => prefetch(load)}
      onClick={() => setUsed(true)}
    >
      <Share size={compact ? 20 : 15} aria-hidden="true" />
      {compact ? null : words.share}
    </button>
  )
  if (!used) return button
  return <SharePanel compact={compact} waiting={button} failing="over" onClose={() => setUsed(false)} />
}
