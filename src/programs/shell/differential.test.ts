import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'
import { randomScript } from '../testing/random-script.ts'
import type { Language } from '../testing/random-word.ts'

/** How many scripts, and which: PODLAPSE_DIFFERENTIAL=10000 PODLAPSE_DIFFERENTIAL_SEED=7. */
const COUNT = Number(process.env.PODLAPSE_DIFFERENTIAL ?? '500')
const SEED = Number(process.env.PODLAPSE_DIFFERENTIAL_SEED ?? '1')
/** Scripts that one real shell runs, each in a shell of its own: a process start from here is dearer than one from there. */
const BATCH = 250
/** A batch takes seconds, and much longer where others use the machine too: this is only to end what hangs. */
const PATIENCE_S = 300
const MOST_SHOWN = 3
/** So often is asked again whether a difference is one. */
const RETRIES = 20

interface Result {
  readonly stdout: string
  readonly code: number | undefined
  /** What is said on stderr differs in words, not in whether anything is. */
  readonly complains: boolean
}

interface Real {
  readonly language: Language
  readonly image: string
  /** Where the shell is, and where its commands are. */
  readonly shell: string
  readonly commands: (name: string) => string | undefined
}

const firstOf = (...paths: string[]): string | undefined => paths.find(existsSync)
const busybox = firstOf('/usr/bin/busybox', '/bin/busybox')
const dash = firstOf('/usr/bin/dash', '/bin/dash')
const COMMANDS = 'basename cat cut dirname expr grep head mkdir rm sed seq sh sort tail tr uniq wc'.split(' ')

const REALS: readonly (readonly [string, Real | undefined])[] = [
  ['busybox sh', busybox && { language: 'ash', image: 'busybox', shell: busybox, commands: () => busybox }],
  [
    'dash',
    dash && {
      language: 'dash',
      image: 'debian',
      shell: dash,
      commands: (name: string) => (name === 'sh' ? dash : firstOf(`/usr/bin/${name}`, `/bin/${name}`)),
    },
  ],
].map(([name, real]) => [name as string, (real || undefined) as Real | undefined])

const folder = mkdtempSync(join(tmpdir(), 'podlapse-shell-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs scripts in the real shell: each in an empty directory, as the file `s` beside it. */
function runReal({ language, shell, commands }: Real, scripts: readonly string[]): Result[] {
  const bin = join(folder, `bin-${language}`)
  if (!existsSync(bin)) {
    mkdirSync(bin)
    for (const name of COMMANDS) {
      const path = commands(name)
      if (path) symlinkSync(path, join(bin, name))
    }
  }
  const base = mkdtempSync(join(folder, 'batch-'))
  scripts.forEach((script, index) => {
    mkdirSync(join(base, `${index}`, 'w'), { recursive: true })
    writeFileSync(join(base, `${index}`, 's'), script)
  })
  const each = `${join(bin, 'sh')} ../s >../out 2>../err </dev/null; echo $? >../code`
  const driver = `i=0; while [ $i -lt ${scripts.length} ]; do cd ${base}/$i/w; ${each}; i=$((i+1)); done`
  const env = { PATH: bin, HOME: '/root', LC_ALL: 'C' }
  const { error } = spawnSync(shell, shell === busybox ? ['sh', '-c', driver] : ['-c', driver], {
    env,
    timeout: PATIENCE_S * 1000,
  })
  if (error) throw error
  const results = scripts.map((_, index) => {
    const read = (name: string): string => readFileSync(join(base, `${index}`, name), 'latin1')
    return { stdout: read('out'), code: Number(read('code')), complains: read('err') !== '' }
  })
  rmSync(base, { recursive: true, force: true })
  return results
}

function runOurs({ image }: Real, script: string): Result {
  const machine = new Machine({ image })
  machine.files.write('/s', script)
  machine.files.makeDirectory('/w')
  const { stdout, stderr, code } = machine.start(['sh', '../s'], '/w').end()
  return { stdout, code, complains: stderr !== '' }
}

/** Two ends of a pipe that write to one place: the real shell does not always say the same either. */
function isRace(real: Real, script: string): boolean {
  const results = runReal(real, Array<string>(RETRIES).fill(script))
  return new Set(results.map((result) => JSON.stringify(result))).size > 1
}

const ROOT_NAMES = readdirSync('/')

/** A word with a slash may be a pattern: what the machine has in its root directory and no image has is no matter of shells. */
function sawTheMachine(script: string, { stdout }: Result, ours: Result): boolean {
  return ROOT_NAMES.some(
    (name) => [script, ours.stdout].every((text) => !text.includes(`/${name}`)) && stdout.includes(`/${name}`),
  )
}

describe.each(REALS)('random scripts do here what they do in %s', (name, real) => {
  it.skipIf(!real)(
    real ? `${COUNT} scripts of seed ${SEED}` : `skipped: there is no ${name} on this machine`,
    () => {
      if (!real) return
      let differing = 0
      const shown: object[] = []
      for (let from = 0; from < COUNT; from += BATCH) {
        const scripts = Array.from(
          { length: Math.min(BATCH, COUNT - from) },
          (_, index) => randomScript(SEED, from + index, real.language).text,
        )
        const theirs = runReal(real, scripts)
        scripts.forEach((script, index) => {
          const ours = runOurs(real, script)
          const their = theirs[index] as Result
          if (JSON.stringify(ours) === JSON.stringify(their)) return
          if (sawTheMachine(script, their, ours) || isRace(real, script)) return
          differing++
          if (shown.length < MOST_SHOWN) shown.push({ index: from + index, script, ours, theirs: theirs[index] })
        })
      }
      expect({ differing, shown }).toEqual({ differing: 0, shown: [] })
    },
    (PATIENCE_S + COUNT) * 1000,
  )
})
