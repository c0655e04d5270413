import { child } from '../manifest/path.ts'
import type { Container } from '../manifest/pod/container.ts'
import { commandsIn, scriptOf } from './asking-command.ts'
import { podOf, type TextObject } from './assumed-image.ts'
import { noted, type Problem } from './problem.ts'

export interface Download {
  readonly url: string
  readonly file: string
}

/** Said at the commands that fetch files from the world outside: what is in them nobody knows. */
export function downloadNotes(objects: readonly TextObject[]): Problem[] {
  return objects.flatMap(({ object, place }) => {
    const { pod, path } = podOf(object) ?? {}
    if (!pod || path === undefined) return []
    return (['initContainers', 'containers'] as const).flatMap((list) =>
      (pod.spec[list] ?? []).flatMap((container, index) =>
        commandsOf(container).flatMap(({ at, command }) =>
          downloadsIn(command).map((download) =>
            noted(place, child(`${path}.${list}[${index}]`, at), { kind: 'download', ...download }),
          ),
        ),
      ),
    )
  })
}

function commandsOf({ command = [], args = [], lifecycle }: Container) {
  const hooks = (['postStart', 'preStop'] as const).flatMap((hook) => {
    const words = lifecycle?.[hook]?.exec?.command
    return words ? [{ at: `lifecycle.${hook}.exec.command`, command: words }] : []
  })
  const isScript = scriptOf(command) !== undefined || args.length === 0
  return [{ at: isScript ? 'command' : 'args', command: [...command, ...args] }, ...hooks]
}

/** What a command saves of what it fetches, as far as that can be read without running it. */
export function downloadsIn(command: readonly string[]): Download[] {
  const script = scriptOf(command)
  return (script === undefined ? [[...command]] : commandsIn(script)).flatMap(([name = '', ...args]) => {
    const tool = name.replace(/^.*\//, '')
    const url = args.find((arg) => OUTSIDE.test(arg))
    if (url === undefined) return []
    const file =
      tool === 'wget'
        ? wgetFile(args, url)
        : tool === 'curl'
          ? curlFile(args, url)
          : tool === 'git' && args[0] === 'clone'
            ? (args[args.indexOf(url) + 1] ?? lastPart(url).replace(/\.git$/, ''))
            : undefined
    return file === undefined || NOWHERE.has(file) ? [] : [{ url, file }]
  })
}

/** A host of the world: names in a cluster end otherwise, and variables are not read. */
const OUTSIDE =
  /^(?:https?|ftp):\/\/(?![^/]*(?:\$|localhost|\.svc\b|\.local\b|\.internal\b))[^/:]+\.[a-z]{2,}(?::\d+)?(?:\/|$)/
const NOWHERE = new Set(['-', '/dev/null', '/dev/stdout'])

function wgetFile(args: readonly string[], url: string): string | undefined {
  if (args.includes('--spider')) return undefined
  return optionOf(args, 'O', 'output-document') ?? redirected(args) ?? lastPart(url)
}

function curlFile(args: readonly string[], url: string): string | undefined {
  if (args.some((arg) => /^-[a-zA-Z]*O$/.test(arg) || arg === '--remote-name')) return lastPart(url)
  return optionOf(args, 'o', 'output') ?? redirected(args)
}

/** The value of an option: -O FILE, -qO FILE, -O- , --output FILE, --output=FILE. */
function optionOf(args: readonly string[], letter: string, long: string): string | undefined {
  for (const [index, arg] of args.entries()) {
    if (arg === `--${long}`) return args[index + 1]
    if (arg.startsWith(`--${long}=`)) return arg.slice(long.length + 3)
    const at = /^-[a-zA-Z]/.test(arg) ? arg.indexOf(letter) : -1
    if (at > 0 && /^-[a-zA-Z]+$/.test(arg.slice(0, at + 1))) return arg.slice(at + 1) || args[index + 1]
  }
  return undefined
}

function redirected(args: readonly string[]): string | undefined {
  const at = args.indexOf('>')
  return at < 0 ? undefined : args[at + 1]
}

function lastPart(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/, '').replace(/[?#].*$/, '')
  return path.replace(/\/+$/, '').replace(/^.*\//, '') || 'index.html'
}
