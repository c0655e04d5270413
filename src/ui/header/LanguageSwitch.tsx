import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import css from './Header.module.css'

/** Two languages, one button: what is spoken now is the bright one. Its name is in the language that it leads to. */
export function LanguageSwitch() {
  const { header: words } = useWords()
  const language = useApp((state) => state.language)
  const setLanguage = useApp((state) => state.setLanguage)
  const other = language === 'en' ? 'zh' : 'en'
  return (
    <button
      type="button"
      className={css.language}
      lang={other === 'zh' ? 'zh-Hans' : 'en'}
      aria-label={words.otherLanguage}
      title={words.otherLanguage}
      onClick={() => setLanguage(other)}
    >
      <span data-on={language === 'en'}>EN</span>
      <span aria-hidden="true">/</span>
      <span data-on={language === 'zh'} lang="zh-Hans">
        中文
      </span>
    </button>
  )
}
