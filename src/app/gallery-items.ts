import { GALLERY, type GalleryItem } from '../gallery/gallery.ts'
import { appStore } from './store.ts'

export function galleryItems(): readonly GalleryItem[] {
  return GALLERY
}

/** Opens a scenario of the gallery from its beginning. */
export function openGalleryItem(name: string): void {
  const item = GALLERY.find((each) => each.name === name)
  if (item) appStore.getState().open(item.text, { title: item.title })
}
