/** What a scenario is called and what to watch for, in another language than that of its file. */
export interface ItemWords {
  readonly title: string
  readonly watchFor: string
}

/** The gallery in another language: its scenarios by their names, its headings by what the files call them. */
export interface GalleryWords {
  readonly items: Readonly<Record<string, ItemWords>>
  readonly parts: Readonly<Record<string, string>>
}
