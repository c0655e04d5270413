import type { Image } from '../../engine/program-api/image.ts'
import { PROGRAMS } from '../programs.ts'
import { Machine, type MachineOptions, type Outcome, type Running } from './machine.ts'

export interface Started {
  readonly machine: Machine
  readonly running: Running
}

const ROOT = { uid: 0, gid: 0, groups: [0], capabilities: new Set(['DAC_OVERRIDE', 'CHOWN', 'FOWNER']) }

/** Starts an image as it is, or with arguments in the place of its command; `files` are there before. */
export function runImage(
  image: string,
  args: readonly string[] = [],
  options: Omit<MachineOptions, 'image'> = {},
  files: Readonly<Record<string, string>> = {},
): Started {
  const content = PROGRAMS.image(image)
  const { entrypoint, cmd, workingDir } = content
  const uid = options.uid ?? userOf(content)
  const machine = new Machine({ image, ...options, uid })
  for (const [path, text] of Object.entries(files)) {
    const rights = machine.files.as(ROOT)
    rights.makeDirectory(path.replace(/\/[^/]*$/, ''), true)
    const error = rights.write(path, text)
    if (error) throw new Error(`${path}: ${error}`)
  }
  return { machine, running: machine.start([...entrypoint, ...(args.length > 0 ? args : cmd)], workingDir) }
}

/** The number of an image's user. */
export function userOf({ user, files }: Pick<Image, 'user' | 'files'>): number {
  const [name = ''] = user.split(':')
  if (/^\d*$/.test(name)) return Number(name)
  const passwd = files['/etc/passwd']
  const lines = passwd?.kind === 'file' ? passwd.content.split('\n') : []
  return Number(lines.find((each) => each.startsWith(`${name}:`))?.split(':')[2] ?? 0)
}

/** Both of a program's streams, one behind the other. */
export function saidBy({ stdout, stderr }: Outcome): string {
  return stdout + stderr
}

/** What a line of shell says beside a server, at a time. */
export function beside({ machine, running }: Started, at: number, script: string): Outcome {
  running.end(at)
  return machine.run(['sh', '-c', script], 60_000)
}

/** How a port answers at a time: `refused`, or that somebody is there. */
export function listens({ machine, running }: Started, at: number, port: number): boolean {
  const box = machine.requestAt(at, port, '/')
  running.end(at + 2000)
  return box.outcome !== undefined && box.outcome.kind !== 'refused'
}
