import type { FileTree } from '../program-api/files.ts'
import type { Image } from '../program-api/image.ts'

const PLACEHOLDER = '# A placeholder: nobody knows what is in here.\n'

/** The files of an image, with those that are assumed to be in one whose program nobody knows. */
export function imageFiles(
  { files, fallbackProgram }: Pick<Image, 'files' | 'fallbackProgram'>,
  holds: readonly string[],
): FileTree {
  if (fallbackProgram === undefined || holds.length === 0) return files
  const held: Record<string, FileTree[string]> = {}
  for (const path of holds) {
    const isDirectory = path.endsWith('/')
    const file = isDirectory ? `${path}placeholder` : path
    if (Object.hasOwn(files, file)) continue
    // What has no ending may be a program, and is then this one.
    const isProgram = !isDirectory && !/\.\w+$/.test(path)
    held[file] = isProgram
      ? { kind: 'program', program: fallbackProgram }
      : { kind: 'file', content: PLACEHOLDER, mode: /\.(?:sh|bash|py|pl|rb)$/.test(path) ? 0o755 : 0o644 }
  }
  return { ...files, ...held }
}
