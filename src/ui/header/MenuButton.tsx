import { Menu } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useWords } from '../language/words.ts'
import css from './Header.module.css'

/** Fetched when somebody reaches for it, like the gallery. */
const load = () => import('./HeaderMenu.tsx')
const HeaderMenu = lazy(async () => ({ default: (await load()).HeaderMenu }))

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
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setUsed(true)}
    >
      <Menu size={20} />
    </button>
  )
  if (!used) return button
  return (
    <Suspense fallback={button}>
      <HeaderMenu />
    </Suspense>
  )
}
