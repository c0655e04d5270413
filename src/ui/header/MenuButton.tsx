import { Menu } from 'lucide-react'
import { useState } from 'react'
import { fetchOnce } from '../../app/load-failure.ts'
import { useWords } from '../language/words.ts'
import { lazyPart, prefetch } from '../lazy-part.tsx'
import css from './Header.module.css'

/** Fetched when somebody reaches for it, like the gallery. */
const load = fetchOnce(() => import('./HeaderMenu.tsx'))
const HeaderMenu = lazyPart(async () => (await load()).HeaderMenu)

/** On a phone: what is not needed at every moment. */
export function MenuButton() {
  const { header: words } = useWords()
  const [used, setUsed] = useState(false)
  const button = (
    <button
      type="button"
      className={css.icon}
      aria-label={words.menu}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => prefetch(load)}
      onFocus={() => prefetch(load)}
      onClick={() => setUsed(true)}
    >
      <Menu size={20} />
    </button>
  )
  if (!used) return button
  return <HeaderMenu waiting={button} failing="over" onClose={() => setUsed(false)} />
}
