import { galleryItems, openGalleryItem } from '../app/gallery-items.ts'
import { useApp } from '../app/store.ts'
import css from './App.module.css'
import { useWords } from './language/words.ts'

/** With nothing in the editor: three ways to begin. */
export function EmptyHint() {
  const { app: words, gallery } = useWords()
  const empty = useApp((state) => state.text.trim() === '')
  if (!empty) return null
  return (
    <div className={css.empty}>
      <p>{words.empty}</p>
      <ul>
        {galleryItems(gallery)
          .slice(0, 3)
          .map(({ name, title, watchFor }) => (
            <li key={name}>
              <button type="button" onClick={() => openGalleryItem(name)}>
                <b>{title}</b>
                <span>{watchFor}</span>
              </button>
            </li>
          ))}
      </ul>
    </div>
  )
}
