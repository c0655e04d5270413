import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { MOST_BYTES, type NotTaken, openFiles } from '../app/dropped-files.ts'
import { bytesText } from '../view/lanes/memory.ts'
import css from './DropFiles.module.css'
import { useWords } from './language/words.ts'

/** A file that is dropped anywhere on the page is opened as a text; without this the browser would leave the page for it. */
export function DropFiles() {
  const { app: words } = useWords()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<NotTaken>()
  useEffect(() => {
    const dragged = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.stopPropagation()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const left = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const dropped = (event: DragEvent) => {
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      event.stopPropagation()
      setRefused(undefined)
      void openFiles(files).then(setRefused)
    }
    // Before the editor sees them.
    addEventListener('dragover', dragged, true)
    addEventListener('dragleave', left, true)
    addEventListener('drop', dropped, true)
    return () => {
      removeEventListener('dragover', dragged, true)
      removeEventListener('dragleave', left, true)
      removeEventListener('drop', dropped, true)
    }
  }, [])
  return (
    <>
      {over ? (
        <div className={css.over} aria-hidden="true">
          <p className={css.here}>{words.dropHere}</p>
          <p className={css.hint}>{words.dropHint}</p>
        </div>
      ) : null}
      {refused ? (
        <div className={css.refused} role="alert">
          {refused.why === 'large'
            ? words.dropped.large(refused.name, bytesText(MOST_BYTES))
            : words.dropped.binary(refused.name)}
          <button
            type="button"
            className={css.dismiss}
            aria-label={words.dismiss}
            onClick={() => setRefused(undefined)}
          >
            <X size={16} />
          </button>
        </div>
      ) : null}
    </>
  )
}
