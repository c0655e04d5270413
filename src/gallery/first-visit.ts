import { GALLERY, type GalleryItem } from './gallery.ts'

/** What a first visitor sees, and when: something that is already in trouble. The first that is in the gallery. */
const FIRST_VISIT: readonly { readonly name: string; readonly playheadMs: number }[] = [
  { name: 'liveness-kill', playheadMs: 65_000 },
  { name: 'liveness-file', playheadMs: 57_000 },
]

/** The scenario of a first visit, and where its playhead stands, in ms. */
export function firstVisit(): { readonly item: GalleryItem; readonly playheadMs: number } | undefined {
  for (const { name, playheadMs } of FIRST_VISIT) {
    const item = GALLERY.find((each) => each.name === name)
    if (item) return { item, playheadMs }
  }
  return undefined
}
