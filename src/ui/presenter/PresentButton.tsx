import { Presentation } from 'lucide-react'
import { setPanels } from '../../app/panels.ts'
import headerCss from '../header/Header.module.css'
import { useWords } from '../language/words.ts'

export function PresentButton() {
  const { presenter: words } = useWords()
  return (
    <button
      type="button"
      className={headerCss.text}
      title={`${words.presentHint} (P)`}
      onClick={() => setPanels({ presenting: true })}
    >
      <Presentation size={15} />
      {words.present}
    </button>
  )
}
