/** A scenario to learn from. Its file is all there is to write: `crash-loop.yaml` is found, never listed. */
export interface GalleryItem {
  /** The file's name without its ending. */
  readonly name: string
  readonly title: string
  /** What to look at while it plays. */
  readonly watchFor: string
  /** Under which heading it stands; empty: under none. */
  readonly part: string
  readonly text: string
}

const texts = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true })

const PART = 'Part:'

/** In the order in which they are best read. */
export const GALLERY: readonly GalleryItem[] = Object.entries(texts)
  .map(([path, text]) => readItem(path.replace(/^.*\/|\.yaml$/g, ''), text))
  .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))

/**
 * The comment at the top of the file: the title on its first line, then `Watch for:` (over as many lines as it needs),
 * `Part:` (the heading it stands under) and `Order:` (a number; those without one come last).
 */
export function readItem(name: string, text: string): GalleryItem & { readonly order: number } {
  const comment: string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break
    comment.push(line.replace(/^#\s?/, '').trim())
  }
  const [title = '', ...rest] = comment
  const part = rest.find((line) => line.startsWith(PART))
  const body = rest.filter((line) => line !== part).join(' ')
  const order = /\bOrder: (\d+)/.exec(body)?.[1]
  return {
    name,
    title: title === '' ? name : title,
    watchFor: (/\bWatch for: (.*?)(?: Order: \d+|$)/.exec(body)?.[1] ?? '').trim(),
    part: part?.slice(PART.length).trim() ?? '',
    order: order === undefined ? Number.MAX_SAFE_INTEGER : Number(order),
    text,
  }
}
