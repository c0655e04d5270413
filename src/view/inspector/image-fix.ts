import { normalizeImage } from '../../scenario/image-reference.ts'
import type { Problem } from '../../scenario/problem.ts'

/** The note at an image of the text that nobody knows, with the edit that describes it. */
export function imageFix(problems: readonly Problem[], text: string, image: string): Problem | undefined {
  const name = normalizeImage(image)
  return problems.find(({ code, path, range, fix }) => {
    if (code !== 'not-simulated' || fix === undefined || range === undefined || !path.endsWith('.image')) return false
    const written = text.slice(range.start, range.end).replace(/^["']|["']$/g, '')
    return written !== '' && normalizeImage(written) === name
  })
}
