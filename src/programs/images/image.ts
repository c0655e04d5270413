import type { FileTree } from '../../engine/runtime/file-system.ts'
import type { Image } from '../../engine/runtime/program.ts'

const MIB = 1024 * 1024

export function mebibytes(count: number): number {
  return Math.round(count * MIB)
}

/** What the catalogue says of an image; the rest is as in an image that says nothing. */
export interface ImageSpec {
  /** Names without registry and tag that mean it: `nginx`, `polinux/stress`. A name without a slash means it in any registry. */
  readonly names: readonly string[]
  image(tag: string): Omit<Partial<Image>, 'reference' | 'assumed'> & {
    readonly files: FileTree
    readonly sizeBytes: number | undefined
  }
}

export const STANDARD_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export function completeImage(reference: string, partial: ReturnType<ImageSpec['image']>, assumed = false): Image {
  return {
    entrypoint: [],
    cmd: [],
    workingDir: '/',
    user: '',
    exposedPorts: [],
    stopSignal: 'SIGTERM',
    ...partial,
    env: { PATH: STANDARD_PATH, ...partial.env },
    reference,
    assumed,
  }
}

/** Registry, path and tag of a reference. */
export function splitReference(reference: string): { readonly path: string; readonly tag: string } {
  const name = reference.replace(/@sha256:[0-9a-f]+$/i, '')
  const slash = name.lastIndexOf('/')
  const colon = name.indexOf(':', slash + 1)
  const tag = colon < 0 ? 'latest' : name.slice(colon + 1)
  const repository = colon < 0 ? name : name.slice(0, colon)
  const parts = repository.split('/')
  const first = parts[0] as string
  if (parts.length > 1 && (/[.:]/.test(first) || first === 'localhost')) parts.shift()
  if (parts.length > 1 && parts[0] === 'library') parts.shift()
  return { path: parts.join('/'), tag }
}
