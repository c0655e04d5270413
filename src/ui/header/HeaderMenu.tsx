import { Languages, Menu, Moon, Sun } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import headerCss from './Header.module.css'
import css from './HeaderMenu.module.css'

/** It is fetched because it was asked for: it opens as it comes. */
export function HeaderMenu() {
  const { header: words } = useWords()
  const { theme, setTheme, language, setLanguage } = useApp((state) => state)
  const otherTheme = theme === 'dark' ? 'light' : 'dark'
  const otherLanguage = language === 'en' ? 'zh' : 'en'
  return (
    <DropdownMenu.Root defaultOpen>
      <DropdownMenu.Trigger className={headerCss.icon} aria-label={words.menu}>
        <Menu size={20} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={css.item} onSelect={() => setTheme(otherTheme)}>
            {otherTheme === 'dark' ? <Moon size={18} aria-hidden="true" /> : <Sun size={18} aria-hidden="true" />}
            {words[otherTheme]}
          </DropdownMenu.Item>
          <DropdownMenu.Item
            className={css.item}
            lang={otherLanguage === 'zh' ? 'zh-Hans' : 'en'}
            onSelect={() => setLanguage(otherLanguage)}
          >
            <Languages size={18} aria-hidden="true" />
            {words.otherLanguageName}
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
