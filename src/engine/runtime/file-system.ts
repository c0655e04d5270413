/** What an image or a volume holds before anything runs: absolute path → file. Parent directories are implied. */
export type FileTree = Readonly<Record<string, FileEntry>>

export type FileEntry =
  | { readonly kind: 'file'; readonly content: string; readonly mode?: number }
  /** An executable whose behaviour is the program of this name. */
  | { readonly kind: 'program'; readonly program: string }
  | { readonly kind: 'directory'; readonly mode?: number }
  | { readonly kind: 'link'; readonly target: string }

export type FileError =
  | 'ENOENT'
  | 'EISDIR'
  | 'ENOTDIR'
  | 'EEXIST'
  | 'EACCES'
  | 'EROFS'
  | 'ENOSPC'
  | 'ENOTEMPTY'
  | 'ELOOP'
  | 'EXDEV'

export interface FileStat {
  readonly kind: 'file' | 'directory' | 'link' | 'device'
  readonly size: number
  readonly mode: number
  readonly modifiedAt: number
  /** Set for an executable of the image. */
  readonly program?: string
}

/** The files that one container sees: its image's layers, writable on top, and volumes where they are mounted. Paths are absolute. */
export interface FileSystem {
  read(path: string): { readonly text: string } | FileError
  write(path: string, text: string, how?: 'replace' | 'append'): FileError | undefined
  stat(path: string, follow?: boolean): FileStat | FileError
  list(path: string): readonly string[] | FileError
  makeDirectory(path: string, parents?: boolean): FileError | undefined
  removeFile(path: string): FileError | undefined
  removeDirectory(path: string): FileError | undefined
  rename(from: string, to: string): FileError | undefined
  link(target: string, path: string): FileError | undefined
  chmod(path: string, mode: number): FileError | undefined
  touch(path: string): FileError | undefined
}
