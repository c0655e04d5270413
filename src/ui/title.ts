import { useApp } from '../app/store.ts'
import { HEADER_EN } from './header/words-en.ts'

/** What the page is about: the scenario's title, else its name. */
export function useTitle(): string {
  return useApp((state) => state.title || state.name || HEADER_EN.untitled)
}
