import { CircleHelp, Moon, Sun } from 'lucide-react'
import { setPanels } from '../../app/panels.ts'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { PresentButton } from '../presenter/PresentButton.tsx'
import { useTitle } from '../title.ts'
import { BrandMark } from './Brand.tsx'
import { GalleryButton } from './GalleryButton.tsx'
import css from './Header.module.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { ShareButton } from './ShareButton.tsx'

export function Header() {
  const title = useTitle()
  return (
    <header className={css.header}>
      <div className={css.brand}>
        <BrandMark />
        <span className={css.name}>podlapse</span>
      </div>
      <span className={css.rule} />
      <h1 className={css.title}>
        {title}
        <FileName />
      </h1>
      <div className={css.actions}>
        <GalleryButton />
        <PresentButton />
        <span className={css.rule} />
        <HelpButton />
        <ThemeToggle />
        <LanguageSwitch />
        <ShareButton />
      </div>
    </header>
  )
}

function HelpButton() {
  const { header: words } = useWords()
  return (
    <button
      type="button"
      className={css.icon}
      aria-label={words.help}
      aria-haspopup="dialog"
      title={`${words.help} (?)`}
      onClick={() => setPanels({ keysOpen: true })}
    >
      <CircleHelp size={16} aria-hidden="true" />
    </button>
  )
}

function ThemeToggle() {
  const { header: words } = useWords()
  const theme = useApp((state) => state.theme)
  const setTheme = useApp((state) => state.setTheme)
  const other = theme === 'dark' ? 'light' : 'dark'
  const label = words[other]
  return (
    <button
      type="button"
      className={css.icon}
      aria-label={label}
      title={`${label} (D)`}
      onClick={() => setTheme(other)}
    >
      {theme === 'dark' ? <Moon size={16} /> : <Sun size={16} />}
    </button>
  )
}

/** The name under which one would have saved it: the same as in the first step. */
function FileName() {
  const name = useApp((state) => state.name)
  return name === '' ? null : <span className={css.file}>{name}.yaml</span>
}
