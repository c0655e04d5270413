/** A directive of an nginx configuration, with the block behind it, and where it ends. */
export interface Directive {
  readonly name: string
  readonly args: readonly string[]
  readonly block: readonly Directive[] | undefined
  readonly file: string
  readonly line: number
}

/** Why nginx does not start: what stands after [emerg]. */
export class ConfigProblem {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** Where the directives of `-g` stand. */
export const COMMAND_LINE = 'command line'

function at({ file, line }: Pick<Directive, 'file' | 'line'>): string {
  return file === COMMAND_LINE ? `in ${file}` : `in ${file}:${line}`
}

export function problemAt(directive: Pick<Directive, 'file' | 'line'>, text: string): ConfigProblem {
  return new ConfigProblem(`${text} ${at(directive)}`)
}

/** The last directive of a name in a block: for those that are given once. */
export function lastOf(block: readonly Directive[], name: string): Directive | undefined {
  return block.findLast((each) => each.name === name)
}

export function allOf(block: readonly Directive[], name: string): readonly Directive[] {
  return block.filter((each) => each.name === name)
}

/** 1m30s, 60, 500ms: nginx's times, in milliseconds. */
export function timeOf(text: string): number | undefined {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, '': 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
  let ms = 0
  for (let rest = text; rest !== ''; ) {
    const part = /^(\d{1,9})(ms|[smhd]?)/.exec(rest)
    if (!part) return undefined
    ms += Number(part[1]) * (units[part[2] as string] as number)
    rest = rest.slice(part[0].length)
  }
  return text === '' ? undefined : ms
}

/** 8k, 1m, 1g: nginx's sizes, in bytes. */
export function sizeOf(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,12})([kKmMgG]?)$/.exec(text) ?? []
  const factor = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1
  return number === undefined ? undefined : Number(number) * factor
}
