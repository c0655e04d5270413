import { type GalleryWords, galleryTitle } from '../app/gallery-items.ts'
import { useApp } from '../app/store.ts'
import { commentOf } from '../app/text-title.ts'
import { useWords } from './language/words.ts'

/** What the page is about: a scenario of the gallery, a comment on the text's first line, the title it was opened with, or its name. */
export function useTitle(): string {
  const { gallery, header: words } = useWords()
  return useApp(
    (state) =>
      galleryTitle(state.text, gallery) || commentOf(state.text) || state.title || state.name || words.untitled,
  )
}

/** The same of a run that was pinned. */
export function titleOf(
  { text, title }: { readonly text: string; readonly title: string },
  words: GalleryWords,
): string {
  return galleryTitle(text, words) || commentOf(text) || title
}
