import { galleryItems, openGalleryItem } from '../app/gallery-items.ts'
import { useApp } from '../app/store.ts'
import css from './EmptyHint.module.css'
import { useWords } from './language/words.ts'
import { Sparkline } from './Sparkline.tsx'

/** Three that look as different as lives can; the first of the gallery where one of them is no more. */
const FIRST = ['healthy', 'crash-loop', 'oom']

/** With nothing in the editor: three ways to begin. `below`: under the timeline, where there is no room upon it. */
export function EmptyHint({ below = false }: { readonly below?: boolean }) {
  const { app: words, gallery } = useWords()
  const empty = useApp((state) => state.text.trim() === '')
  if (!empty) return null
  const items = galleryItems(gallery)
  const named = items.filter(({ name }) => FIRST.includes(name))
  const shown = named.length === FIRST.length ? named : items.slice(0, 3)
  return (
    <div className={below ? css.below : css.upon}>
      <p className={css.hint}>{words.empty}</p>
      <ul className={css.cards}>
        {shown.map(({ name, title, watchFor, text }) => (
          <li key={name}>
            <button type="button" className={css.card} onClick={() => openGalleryItem(name)}>
              <b className={css.title}>{title}</b>
              <Sparkline text={text} />
              <span className={css.watch}>{watchFor}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
