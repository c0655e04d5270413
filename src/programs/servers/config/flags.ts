import { Settings } from './settings.ts'

/** How a server reads its command line. */
export interface FlagSyntax {
  /** One letter, and the name that it stands for: `{ p: 'port' }` takes `-p 1` and `-p1`. */
  readonly letters?: Readonly<Record<string, string>>
  /** Options whose value is `name=value`: `-c`, `-E`, `--override`. */
  readonly assigns?: readonly string[]
  /** Names that take no value, with blanks between them. */
  readonly switches?: string
  /** Go's flags: one dash is as good as two, and a letter is a name. */
  readonly oneDash?: boolean
  /** `max-connections` and `max_connections` are one. */
  readonly underscores?: boolean
}

export interface FlagsRead {
  readonly settings: Settings
  readonly operands: readonly string[]
}

/** `--name value`, `--name=value`, and what else this server knows. A flag that is followed by another one is a switch. */
export function readFlags(args: readonly string[], syntax: FlagSyntax = {}): FlagsRead {
  const settings = new Settings()
  const operands: string[] = []
  const switches = new Set((syntax.switches ?? '').split(' '))
  const name = (raw: string): string => (syntax.underscores ? raw.replaceAll('-', '_') : raw)
  const assign = (text: string): void => {
    const [, left = text, right = 'true'] = /^([^=]*)=([\s\S]*)$/.exec(text) ?? []
    settings.add(name(left), right)
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    const follows = (): string | undefined => (isFlag(args[i + 1]) ? undefined : args[++i])
    const option = syntax.assigns?.find((each) => arg === each || (arg.startsWith(each) && !arg.startsWith('--')))
    if (option !== undefined) {
      assign(arg === option ? (args[++i] ?? '') : arg.slice(option.length))
    } else if (arg.startsWith('--') || (syntax.oneDash && arg.startsWith('-') && arg !== '-')) {
      const word = arg.replace(/^--?/, '')
      if (word === '') continue
      if (word.includes('=')) assign(word)
      else settings.add(name(word), switches.has(word) ? 'true' : (follows() ?? 'true'))
    } else if (arg.startsWith('-') && arg !== '-') {
      const letter = arg.charAt(1)
      const long = own(syntax.letters, letter) ?? letter
      const joined = arg.slice(2)
      settings.add(name(long), joined !== '' ? joined : switches.has(long) ? 'true' : (follows() ?? 'true'))
    } else {
      operands.push(arg)
    }
  }
  return { settings, operands }
}

function isFlag(arg: string | undefined): boolean {
  return arg === undefined || /^-{1,2}[A-Za-z]/.test(arg)
}

function own(letters: FlagSyntax['letters'], letter: string): string | undefined {
  return letters && Object.hasOwn(letters, letter) ? letters[letter] : undefined
}
