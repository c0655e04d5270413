import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { simulate } from '../../engine/simulate.ts'
import { SECOND } from '../../lib/time.ts'
import { PROGRAMS } from '../../programs/programs.ts'
import { compile } from '../../scenario/compile.ts'
import { type TypedCommand, TypedCommands } from '../output/typed-commands.ts'
import { acceptedText, NOTES, type Note } from './manifests.ts'

/** The lines that course notes type at their manifests: PODLAPSE_CORPUS names the folder that has them. */
const folder = process.env.PODLAPSE_CORPUS

interface Line {
  readonly line: number
  readonly text: string
}

interface NoteWithLines extends Note {
  readonly seed: string
  readonly commands?: readonly Line[]
}

/** When the first is typed, and what is left for each. */
const FIRST_S = 30
const EACH_S = 3
/** What goes on until somebody stops it is stopped after so long. */
const GOES_ON =
  /kubectl (?:get .*(?:-w|--watch)\b|logs .*-f\b|attach|port-forward|debug .*-it)|^watch |^ping |exec .*(?: -- top$|tail -f)/
const STOPPED_S = 2

/** Notes whose text is no manifest of a cluster's: of kinds that are not there, or of kubectl's own. */
const NO_MANIFEST = new Set(['215', '244', '246', '247', '525'])
/** What is refused, and by whom. */
const NOT_YET = /not simulated yet: kubectl (kustomize|proxy|completion|cluster-info dump)/
const MISUNDERSTOOD = /unknown (?:command|flag|shorthand)|not simulated yet/
/** Mistakes of the notes, which kubectl 1.36 does not understand either. */
const MISTAKEN = /--show-all|--all-namespace |--replicas=|--limits=|kubectl (?:desc|log|create user) /

const rows = new Map<string, { worked: number; refused: number }>()
const bySeed = new Map<string, { worked: number; refused: number }>()

function typedAt(note: NoteWithLines): readonly TypedCommand[] {
  const text = acceptedText(note)
  const lines = (note.commands ?? []).map(({ text: line }) =>
    GOES_ON.test(line) ? `timeout ${STOPPED_S} ${line}` : line,
  )
  const named = lines.flatMap((line) => [...line.matchAll(/-f (\S+)/g)].map(([, file = '']) => file))
  const files = Object.fromEntries(named.filter((file) => /^[\w./-]+\.ya?ml$/.test(file)).map((file) => [file, text]))
  const steps = lines.map((run, index) => ({ at: `${FIRST_S + index * EACH_S}s`, run }))
  const until = `${FIRST_S + lines.length * EACH_S + FIRST_S}s`
  const document = { apiVersion: 'podlapse.dev/v1', kind: 'Scenario', spec: { until, steps, workstation: { files } } }
  const { scenario, refusal } = compile(`${text}\n---\n${JSON.stringify(document)}\n`)
  if (!scenario) throw new Error(`${note.file} was refused: ${refusal}`)
  const commands = new TypedCommands()
  for (const { entries } of simulate(scenario, PROGRAMS)) for (const entry of entries) commands.see(entry)
  return commands.list()
}

function count(table: Map<string, { worked: number; refused: number }>, key: string, worked: boolean): void {
  const row = table.get(key) ?? { worked: 0, refused: 0 }
  table.set(key, row)
  row[worked ? 'worked' : 'refused']++
}

function subcommandOf(line: string): string | undefined {
  const [, first, second] = /(?:^|[ (])(?:kubectl|k|ks) +(?:-\S+ +\S+ +)?([a-z-]+)(?: +([a-z-]+))?/.exec(line) ?? []
  return first && /^(?:create|rollout|set|config|top|auth)$/.test(first) ? `${first} ${second}` : first
}

const notes = (NOTES as readonly NoteWithLines[]).filter(
  ({ commands = [], id }) => commands.length > 0 && !NO_MANIFEST.has(id),
)

describe.skipIf(!folder)('what course notes type', () => {
  it.each(notes.map((note) => [note.id, note.title, note] as const))('%s: %s', (_id, _title, note) => {
    for (const [index, command] of typedAt(note).entries()) {
      const subcommand = subcommandOf(command.line)
      if (subcommand === undefined) continue
      const said = command.stderr + command.stdout
      count(rows, subcommand, command.exitCode === 0 || command.exitCode === 124)
      count(bySeed, note.seed, command.exitCode === 0 || command.exitCode === 124)
      if (MISTAKEN.test(command.line) || NOT_YET.test(said)) continue
      expect(said, `${note.seed}:${note.commands?.[index]?.line} ${command.line}`).not.toMatch(MISUNDERSTOOD)
      expect(command.tMs).toBe((FIRST_S + index * EACH_S) * SECOND)
    }
  })

  it('the table of all lines has what is counted here', () => {
    const table = readFileSync(join(folder as string, 'kubectl.md'), 'utf8')
    for (const subcommand of ['get', 'describe', 'logs', 'exec', 'apply']) {
      expect(table).toContain(`| \`${subcommand}\` |`)
      expect(rows.get(subcommand)?.worked).toBeGreaterThan(0)
    }
  })

  afterAll(() => {
    const text = (table: typeof rows) =>
      [...table]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { worked, refused }]) => `${key} ${worked}${refused === 0 ? '' : ` (${refused} refused)`}`)
        .join(', ')
    console.log(`by seed: ${text(bySeed)}\nby command: ${text(rows)}`)
  })
})
