import type { Container } from '../manifest/pod/container.ts'
import type { PodSpec } from '../manifest/pod/pod.ts'
import { commandsIn, makesFile, scriptOf } from './asking-command.ts'

/*
 * Files that are in an image that nobody knows, or come out of it, as far as the manifest shows: what a script copies out
 * of its own image is there, and so is what others are to find in a volume that such an image fills.
 */

const COPIERS = new Set(['cp', 'mv', 'install', 'rsync'])
const READERS = new Set(['source', '.', 'cat'])

/** A directory ends with a slash. Nothing of what is mounted: that comes from elsewhere. */
export function heldFiles(container: Container): string[] {
  const words = commandOf(container)
  const commands = scriptOf(words) === undefined ? [[...words]] : commandsIn(scriptOf(words) ?? '')
  const held = commands.flatMap(([name = '', ...args]) => {
    const program = name.replace(/^.*\//, '')
    const operands = args.filter((arg) => !arg.startsWith('-') && arg !== '>')
    const wanted = COPIERS.has(program) ? operands.slice(0, -1) : READERS.has(program) ? operands.slice(0, 1) : []
    const recursive = program === 'rsync' || args.some((arg) => /^-\w*[raR]/.test(arg))
    return wanted.flatMap((word) => sourceOf(word, container.workingDir ?? '', recursive))
  })
  if (held.length === 0) return []
  const mounts = (container.volumeMounts ?? []).map(({ mountPath }) => mountPath.replace(/\/+$/, ''))
  const script = scriptOf(words) ?? ''
  return [...new Set(held)].filter(
    (path) =>
      !/^\/(?:proc|sys|dev)\//.test(path) &&
      !mounts.some((mount) => path.startsWith(`${mount}/`)) &&
      !makesFile(script, path.replace(/\/$/, '')),
  )
}

/** `/app/static/*` and `dist/.` are directories with something in them. */
function sourceOf(word: string, workingDir: string, recursive: boolean): string[] {
  if (!/^[\w.@+/*-]+$/.test(word)) return []
  const path = word.startsWith('/') ? word : `${workingDir.replace(/\/+$/, '')}/${word.replace(/^\.\//, '')}`
  const cut = path.replace(/\/(?:\.|[^/]*\*[^/]*)?$/, '/')
  if (cut === '/' || cut.includes('*') || /\/\.{1,2}(?:\/|$)/.test(cut)) return []
  const isDirectory = cut.endsWith('/') || (recursive && !/\.\w+$/.test(cut))
  return [isDirectory && !cut.endsWith('/') ? `${cut}/` : cut]
}

function commandOf({ command = [], args = [] }: Container): readonly string[] {
  return [...command, ...args]
}

/** What other containers run or read out of a volume that this one fills, by its own paths. */
export function sharedFiles({ containers = [], initContainers = [], volumes = [] }: PodSpec, own: Container): string[] {
  if (scriptOf(commandOf(own)) !== undefined) return []
  const fillable = new Set(volumes.filter(({ emptyDir }) => emptyDir).map(({ name }) => name))
  const others = [...initContainers, ...containers].filter((each) => each !== own)
  const scripts = others.flatMap((each) => scriptOf(commandOf(each)) ?? [])
  const shared = (own.volumeMounts ?? []).flatMap(({ name, mountPath, readOnly, subPath }) => {
    if (!fillable.has(name) || readOnly || subPath) return []
    return others.flatMap((other) =>
      (other.volumeMounts ?? [])
        .filter((mount) => mount.name === name && !mount.subPath)
        .flatMap((mount) => {
          const there = `${mount.mountPath.replace(/\/+$/, '')}/`
          return soughtBy(other)
            .filter((path) => path.startsWith(there) && !scripts.some((script) => makesFile(script, path)))
            .map((path) => `${mountPath.replace(/\/+$/, '')}/${path.slice(there.length)}`)
        }),
    )
  })
  return [...new Set(shared)]
}

/** What a container starts, and what its script takes in. */
function soughtBy(container: Container): string[] {
  const words = commandOf(container)
  const script = scriptOf(words)
  if (script === undefined) return (container.command ?? []).slice(0, 1)
  return commandsIn(script).flatMap(([name = '', first = '']) =>
    name === 'source' || name === '.' ? [first] : name.startsWith('/') ? [name] : [],
  )
}
