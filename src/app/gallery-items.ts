import { GALLERY, type GalleryItem } from '../gallery/gallery.ts'
import { appStore } from './store.ts'

export interface GalleryPart {
  readonly title: string
  readonly items: readonly GalleryItem[]
}

export function galleryItems(): readonly GalleryItem[] {
  return GALLERY
}

/** The gallery under its headings: those items in which every word of the query is found, somewhere. */
export function galleryParts(query = ''): readonly GalleryPart[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const parts: { title: string; items: GalleryItem[] }[] = []
  for (const item of GALLERY) {
    const text = `${item.title} ${item.name} ${item.watchFor} ${item.part}`.toLowerCase()
    if (!words.every((word) => text.includes(word))) continue
    const last = parts.at(-1)
    if (last?.title === item.part) last.items.push(item)
    else parts.push({ title: item.part, items: [item] })
  }
  return parts
}

/** Opens a scenario of the gallery from its beginning. */
export function openGalleryItem(name: string): void {
  const item = GALLERY.find((each) => each.name === name)
  if (item) appStore.getState().open(item.text, { title: item.title })
}
