import { parseArgs } from 'node:util'
import { type Duration, parseGoDuration, type Time } from '../lib/time.ts'
import { FIELD_VALIDATIONS, type FieldValidation } from '../manifest/read-body.ts'
import { LONGEST } from '../scenario/document.ts'

const OUTPUTS = ['watch', 'events', 'logs', 'traffic', 'json'] as const
export type Output = (typeof OUTPUTS)[number]

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run'
      readonly file: string
      readonly output: Output
      readonly untilMs: Duration | undefined
      readonly validation: FieldValidation
    }
  | {
      readonly kind: 'kubectl'
      readonly file: string
      readonly at: Time
      /** The words behind "kubectl". */
      readonly args: readonly string[]
    }
  | {
      readonly kind: 'shell'
      readonly file: string
      readonly at: Time
      /** undefined: a session, line by line from standard input. */
      readonly line: string | undefined
    }
  | { readonly kind: 'gallery'; readonly name: string | undefined }
  /** The arguments are wrong: a value like every mistake of the user's. */
  | { readonly kind: 'misuse'; readonly message: string }

export const HELP = `Podlapse: a time-lapse of a Kubernetes Pod's life

Usage:
  podlapse run FILE [--until DURATION] [-o watch|events|logs|traffic|json] [--validate strict|warn|ignore]
  podlapse kubectl FILE --at TIME -- ARGUMENTS
  podlapse shell FILE [--at TIME] [-c LINE]
  podlapse gallery [NAME]

Commands:
  run      Simulate the objects in FILE ("-" for standard input) from their creation on
  kubectl  What a line of kubectl prints that is typed at a time of the run, and only reads:
           podlapse kubectl web.yaml --at 42s -- get pods -o wide
  shell    A shell on the scenario's workstation: one line (-c), or a session with a clock
           (:at 42s, :play 10s, :until Ready, :for 10s LINE, :text, :quit)
  gallery  List the scenarios that come with Podlapse, or print the YAML of one

Options of run:
  --until DURATION  How long to simulate (90s, 10m, 1h30m), at most 24h; takes the place of the
                    scenario's own. Default: until nothing new can happen, at most 15m
  -o, --output      watch   what "kubectl get pods -w" prints (default)
                    events  what "kubectl get events" prints at the end
                    logs    what the containers write
                    traffic which requests of the scenario's traffic failed, and why
                    json    everything, as one object
  --validate        What becomes of fields that Kubernetes does not know, as of kubectl's option:
                    strict  the manifest is refused (default)
                    warn    they are dropped with a warning
                    ignore  they are dropped

Options of kubectl and of shell:
  --at TIME         When it is typed, since the start (42s, 1m30s), at most 24h

  -c LINE           Of shell: the line to run; what it changes is not written to FILE

  -h, --help        This text
  --version         The version

Exit status: 0 simulated; 1 the manifest was refused or could not be read; 2 wrong usage;
             3 more happened than is simulated: what is printed ends there; of kubectl: its own
`

export function parseCommandLine(argv: readonly string[]): Command {
  const [verb, ...rest] = argv
  switch (verb) {
    case undefined:
      return misuse('a command is missing')
    case '-h':
    case '--help':
    case 'help':
      return { kind: 'help' }
    case '--version':
    case 'version':
      return { kind: 'version' }
    case 'run':
      return parseRun(rest)
    case 'gallery':
      return parseGallery(rest)
    case 'kubectl':
      return parseKubectl(rest)
    case 'shell':
      return parseShell(rest)
    default:
      return misuse(verb.startsWith('-') ? `unknown option ${verb}` : `unknown command "${verb}"`)
  }
}

function parseRun(args: readonly string[]): Command {
  const parsed = parse(args, {
    until: { type: 'string' },
    output: { type: 'string', short: 'o', default: 'watch' },
    validate: { type: 'string', default: 'strict' },
    help: { type: 'boolean', short: 'h' },
  })
  if ('message' in parsed) return misuse(parsed.message)
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [file, ...more] = positionals
  if (file === undefined) return misuse('run: a file is missing ("-" for standard input)')
  if (more.length > 0) return misuse(`run: one file at a time; separate several objects by "---" in one file`)
  const output = OUTPUTS.find((name) => name === values.output)
  if (!output) return misuse(`run: unknown output "${values.output}"; one of ${OUTPUTS.join(', ')}`)
  const validation = FIELD_VALIDATIONS.find((name) => name === values.validate)
  if (!validation) {
    return misuse(`run: unknown --validate "${values.validate}"; one of ${FIELD_VALIDATIONS.join(', ')}`)
  }
  let untilMs: Duration | undefined
  if (typeof values.until === 'string') {
    untilMs = parseGoDuration(values.until)
    if (untilMs === undefined || untilMs <= 0) {
      return misuse(`run: --until wants a duration like 90s, 10m or 1h30m, not "${values.until}"`)
    }
    if (untilMs > LONGEST) return misuse(`run: --until must be at most 24h, not "${values.until}"`)
  }
  return { kind: 'run', file, output, untilMs, validation }
}

function parseKubectl(given: readonly string[]): Command {
  const dash = given.indexOf('--')
  const parsed = parse(dash < 0 ? given : given.slice(0, dash), {
    at: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if ('message' in parsed) return misuse(parsed.message)
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [file, ...more] = positionals
  if (file === undefined) return misuse('kubectl: a file is missing ("-" for standard input)')
  if (dash < 0 || more.length > 0) return misuse("kubectl: kubectl's own words stand behind -- : -- get pods")
  if (typeof values.at !== 'string') return misuse('kubectl: --at is missing: when it is typed, like 42s')
  const at = parseGoDuration(values.at)
  if (at === undefined || at < 0) return misuse(`kubectl: --at wants a time like 42s or 1m30s, not "${values.at}"`)
  if (at > LONGEST) return misuse(`kubectl: --at must be at most 24h, not "${values.at}"`)
  return { kind: 'kubectl', file, at, args: given.slice(dash + 1) }
}

function parseShell(args: readonly string[]): Command {
  const parsed = parse(args, {
    at: { type: 'string', default: '0s' },
    command: { type: 'string', short: 'c' },
    help: { type: 'boolean', short: 'h' },
  })
  if ('message' in parsed) return misuse(parsed.message)
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help' }
  const [file, ...more] = positionals
  if (file === undefined) return misuse('shell: a file is missing ("-" for standard input)')
  if (more.length > 0) return misuse('shell: one file at a time')
  const line = typeof values.command === 'string' ? values.command : undefined
  if (file === '-' && line === undefined)
    return misuse('shell: a session needs standard input: name a file, or give -c LINE')
  const at = parseGoDuration(String(values.at))
  if (at === undefined || at < 0) return misuse(`shell: --at wants a time like 42s or 1m30s, not "${values.at}"`)
  if (at > LONGEST) return misuse(`shell: --at must be at most 24h, not "${values.at}"`)
  return { kind: 'shell', file, at, line }
}

function parseGallery(args: readonly string[]): Command {
  const parsed = parse(args, { help: { type: 'boolean', short: 'h' } })
  if ('message' in parsed) return misuse(parsed.message)
  if (parsed.values.help) return { kind: 'help' }
  if (parsed.positionals.length > 1) return misuse('gallery: one name at a time')
  return { kind: 'gallery', name: parsed.positionals[0] }
}

type Options = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>
interface Parsed {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

function parse(args: readonly string[], options: Options): Parsed | { readonly message: string } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    // Only node:util's own complaints have such a code; anything else is our bug.
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      return { message: (error.message.split('. ')[0] as string).replace(/^./, (first) => first.toLowerCase()) }
    }
    throw error
  }
}

function misuse(message: string): Command {
  return { kind: 'misuse', message }
}
