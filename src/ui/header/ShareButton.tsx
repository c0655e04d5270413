import { Check, Share } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyLink, type ShareOutcome } from '../../app/copy-link.ts'
import { useWords } from '../language/words.ts'
import css from './Header.module.css'

const SAID_MS = 2_500

export function ShareButton({ compact = false }: { readonly compact?: boolean }) {
  const { header: words } = useWords()
  const [outcome, setOutcome] = useState<ShareOutcome>()
  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), SAID_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const said = outcome === undefined ? words.share : words[outcome]
  return (
    <button
      type="button"
      className={compact ? css.icon : css.primary}
      aria-label={words.share}
      onClick={async () => setOutcome(await copyLink())}
    >
      {outcome === 'copied' ? <Check size={compact ? 20 : 15} /> : <Share size={compact ? 20 : 15} />}
      {compact ? null : <span aria-hidden="true">{said}</span>}
      <span className="visually-hidden" role="status">
        {outcome === undefined ? '' : said}
      </span>
    </button>
  )
}
