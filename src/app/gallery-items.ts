import { GALLERY, type GalleryItem, readItem } from '../gallery/gallery.ts'
import type { GalleryWords } from '../gallery/words.ts'
import { ownValue } from '../lib/own.ts'
import { appStore } from './store.ts'

export type { GalleryWords } from '../gallery/words.ts'

/** The files speak English themselves. */
export const GALLERY_EN: GalleryWords = { items: {}, parts: {} }

export interface GalleryPart {
  readonly title: string
  readonly items: readonly GalleryItem[]
}

/** All scenarios, in a language. */
export function galleryItems(words: GalleryWords = GALLERY_EN): readonly GalleryItem[] {
  return GALLERY.map((item) => ({ ...item, ...ownValue(words.items, item.name) }))
}

/** The gallery under its headings: those items in which every word of the query is found, in either language. */
export function galleryParts(query = '', words: GalleryWords = GALLERY_EN): readonly GalleryPart[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean)
  const parts: { title: string; items: GalleryItem[] }[] = []
  for (const item of GALLERY) {
    const said = { ...item, ...ownValue(words.items, item.name) }
    const part = ownValue(words.parts, item.part) ?? item.part
    const text = [item.title, item.name, item.watchFor, item.part, said.title, said.watchFor, part]
      .join(' ')
      .toLowerCase()
    if (!wanted.every((word) => text.includes(word))) continue
    const last = parts.at(-1)
    if (last?.title === part) last.items.push(said)
    else parts.push({ title: part, items: [said] })
  }
  return parts
}

/** What a scenario of the gallery is called in a language; undefined for any other text. */
export function galleryTitle(text: string, words: GalleryWords): string | undefined {
  const item = GALLERY.find((each) => each.text === text)
  return item && (ownValue(words.items, item.name)?.title ?? item.title)
}

/** Whether a text is a scenario of the gallery, letter by letter. */
export function isGalleryText(text: string): boolean {
  return GALLERY.some((each) => each.text === text)
}

/** The scenario of the gallery that a text is. */
export function galleryNameOf(text: string): string | undefined {
  return GALLERY.find((each) => each.text === text)?.name
}

export function galleryItem(name: string): GalleryItem | undefined {
  return GALLERY.find((each) => each.name === name)
}

/** What to look at while a text plays, as the comment at its top says. */
export function watchForOf(text: string, words: GalleryWords = GALLERY_EN): string {
  const item = GALLERY.find((each) => each.text === text)
  return (item && ownValue(words.items, item.name)?.watchFor) ?? readItem('', text).watchFor
}

/** Opens a scenario of the gallery from its beginning. */
export function openGalleryItem(name: string): void {
  const item = GALLERY.find((each) => each.name === name)
  if (item) appStore.getState().open(item.text, { title: item.title })
}
