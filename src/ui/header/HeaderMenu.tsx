import { CircleHelp, Languages, Menu, Moon, Pin, PinOff, Presentation, Sun, Workflow } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { setPanels } from '../../app/panels.ts'
import { canPin, useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import headerCss from './Header.module.css'
import css from './HeaderMenu.module.css'

/** It is fetched because it was asked for: it opens as it comes. */
export function HeaderMenu() {
  const { comparison, header: words, presenter } = useWords()
  const state = useApp((all) => all)
  const { theme, setTheme, language, setLanguage, ghost, pin, unpin } = state
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
          <DropdownMenu.Item className={css.item} disabled={!canPin(state)} onSelect={ghost ? unpin : pin}>
            {ghost ? <PinOff size={18} aria-hidden="true" /> : <Pin size={18} aria-hidden="true" />}
            {ghost ? comparison.unpin : comparison.pin}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={css.item} onSelect={() => setPanels({ presenting: true })}>
            <Presentation size={18} aria-hidden="true" />
            {presenter.present}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={css.item} onSelect={() => setPanels({ keysOpen: true })}>
            <CircleHelp size={18} aria-hidden="true" />
            {words.help}
          </DropdownMenu.Item>
          <DropdownMenu.Separator className={css.separator} />
          <DropdownMenu.Item className={css.item} asChild>
            <a href="https://reactflow.dev" target="_blank" rel="noreferrer noopener">
              <Workflow size={18} aria-hidden="true" />
              {words.drawnWith}
            </a>
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
