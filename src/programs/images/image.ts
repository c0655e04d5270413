import type { FileTree } from '../../engine/program-api/files.ts'
import type { Image } from '../../engine/program-api/image.ts'

const MIB = 1024 * 1024

export function mebibytes(count: number): number {
  return Math.round(count * MIB)
}

/** What the catalogue says of an image; the rest is as in an image that says nothing. */
export interface ImageSpec {
  /**
   * Names without registry and tag that mean it: `nginx`, `polinux/stress`. One without a slash is an official image, or
   * one of Kubernetes’ own.
   */
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
