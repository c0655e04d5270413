/** Arguments as Go's flag package reads them: `-name value`, `-name=value`, with one dash or two. */
export interface GoFlags {
  readonly values: ReadonlyMap<string, string>
  readonly rest: readonly string[]
  /** What the package prints, before it exits with 2. */
  readonly problem?: string
}

/** `known`: the names, those that take no value with a question mark. */
export function readGoFlags(args: readonly string[], known: string): GoFlags {
  const names = new Map(known.split(' ').map((name) => [name.replace('?', ''), name.endsWith('?')]))
  const values = new Map<string, string>()
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    const flag = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(arg)
    if (!flag) return { values, rest: args.slice(arg === '--' ? i + 1 : i) }
    const [, name = '', given] = flag
    const isSwitch = names.get(name)
    if (isSwitch === undefined) return { values, rest: [], problem: `flag provided but not defined: -${name}` }
    if (given !== undefined || isSwitch) values.set(name, given ?? 'true')
    else if (i + 1 < args.length) values.set(name, args[++i] as string)
    else return { values, rest: [], problem: `flag needs an argument: -${name}` }
  }
  return { values, rest: [] }
}

/** The port of an address as Go's servers take it: `:8080`, `0.0.0.0:8080`, `[::]:8080`. */
export function portOfAddress(address: string): number | undefined {
  const port = Number(/:(\d{1,5})$/.exec(address)?.[1])
  return port > 0 && port < 65_536 ? port : undefined
}

/** A duration as Go writes it (1m30s, 500ms) in milliseconds; undefined where it is none. */
export function goDuration(text: string): number | undefined {
  if (text === '0') return 0
  let ms = 0
  let rest = text
  while (rest !== '') {
    const part = /^(\d{1,12}(?:\.\d{1,6})?)(ms|s|m|h)/.exec(rest)
    if (!part) return undefined
    ms += Number(part[1]) * ({ ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[part[2] as string] ?? 0)
    rest = rest.slice(part[0].length)
  }
  return text === '' ? undefined : Math.round(ms)
}
