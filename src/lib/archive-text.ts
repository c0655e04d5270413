/**
 * Archives with names and without bytes: what is packed is kept as text behind a mark, so that it can be listed and
 * unpacked again, by a pipe as by a file.
 */
const TAR = 'ustar of podlapse\n'

export interface ArchiveEntry {
  readonly path: string
  readonly mode: number
  /** Without: a directory. */
  readonly text?: string
  readonly program?: string
}

export function archiveText(entries: readonly ArchiveEntry[]): string {
  return TAR + JSON.stringify(entries)
}

/** Undefined: this is no archive. */
export function archiveEntries(text: string): readonly ArchiveEntry[] | undefined {
  if (!text.startsWith(TAR)) return undefined
  try {
    const entries: unknown = JSON.parse(text.slice(TAR.length))
    return Array.isArray(entries) && entries.every(isEntry) ? entries : undefined
  } catch {
    return undefined
  }
}

function isEntry(value: unknown): value is ArchiveEntry {
  const { path, mode, text = '', program = '' } = (value ?? {}) as Record<string, unknown>
  return typeof path === 'string' && typeof mode === 'number' && typeof text === 'string' && typeof program === 'string'
}
