import type { FileError } from '../program-api/files.ts'
import type { Mountable } from '../program-api/program.ts'
import type { RuntimeContainer } from './container.ts'
import type { MountableFiles } from './files/file-system.ts'
import { Volume } from './files/volume.ts'
import type { OsProcess } from './os-process.ts'
import type { ProcessHost } from './process-host.ts'

/** Mounts for a process, where it may. */
// Linux: fs/namespace.c may_mount
export function mountFor(
  host: ProcessHost,
  container: RuntimeContainer,
  { who }: OsProcess,
  files: MountableFiles,
  what: Mountable,
  path: string,
): FileError | undefined {
  if (!who.capabilities.has('SYS_ADMIN')) return 'EPERM'
  if (what.kind === 'bind') {
    const place = files.placeOf(what.from)
    return typeof place === 'string' ? place : files.mount(path, place.volume, place.within)
  }
  const { world, disk, memoryFileSystemBytes: limitBytes } = host
  if (what.kind === 'disk') {
    // Only who sees the node's devices can name one.
    return disk && container.config.privileged ? files.mount(path, disk) : 'EPERM'
  }
  const size = limitBytes === undefined ? {} : { limitBytes }
  return files.mount(path, new Volume({ now: () => world.now, mode: 0o1777, medium: 'memory', ...size }))
}
