import { appStore } from './store.ts'

/** A manifest of a megabyte is a very long one. */
export const MOST_BYTES = 2 * 1024 * 1024

export interface NotTaken {
  readonly why: 'binary' | 'large'
  readonly name: string
}

/** Opens what was dropped: several files are one stream. Returns why not. */
export async function openFiles(files: readonly File[]): Promise<NotTaken | undefined> {
  const texts: string[] = []
  let bytes = 0
  for (const file of files) {
    bytes += file.size
    if (bytes > MOST_BYTES) return { why: 'large', name: file.name }
    const text = await file.text()
    if (isBinary(text)) return { why: 'binary', name: file.name }
    texts.push(text)
  }
  const text = oneStream(texts)
  if (text.trim() !== '') appStore.getState().open(text)
  return undefined
}

/** No text has this letter. */
const isBinary = (text: string): boolean => text.includes('\0')

function oneStream(texts: readonly string[]): string {
  return texts
    .map((text) => text.replace(/^\uFEFF/, ''))
    .reduce((stream, text) => {
      if (stream === '') return text
      const ended = stream.endsWith('\n') ? stream : `${stream}\n`
      return text.startsWith('---') ? `${ended}${text}` : `${ended}---\n${text}`
    }, '')
}
