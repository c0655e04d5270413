import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useWords } from '../language/words.ts'
import css from './CopyButton.module.css'

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { inspector: words } = useWords()
  const [copied, setCopied] = useState<string>()
  const done = copied === text
  return (
    <>
      <button
        type="button"
        className={css.copy}
        aria-label={label}
        title={label}
        onClick={async () => {
          try {
            await navigator.clipboard.writeText(text)
            setCopied(text)
          } catch {
            // Without the permission it can still be selected.
          }
        }}
      >
        {done ? <Check size={12} aria-hidden="true" /> : <Copy size={12} aria-hidden="true" />}
      </button>
      <span className="visually-hidden" role="status">
        {done ? words.addressCopied : ''}
      </span>
    </>
  )
}
