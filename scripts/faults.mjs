// Runs every input of a folder of known faults through the built command line and prints what becomes of it today:
//
//   PODLAPSE_FAULTS=DIR node scripts/faults.mjs [--only NAME,NAME] [--detail]
//
// Exit status 1 where a claim does not hold, an input has no claims, or an input takes longer than two seconds of computing:
// of the processor's time, so that a busy machine says the same.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withSource } from './load-source.mjs'
import { ROOT } from './run.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' }, detail: { type: 'boolean', default: false } } })
const folder = process.env.PODLAPSE_FAULTS
if (!folder) {
  console.error('PODLAPSE_FAULTS must name the folder that has the inputs')
  process.exit(2)
}
const only = values.only?.split(',')

/** Longer than what counts as hanging, so that the time can be told, ms. */
const GIVE_UP = 30_000

/** Says at the end how much of the processor's time the process has used, in ms, on descriptor 3. */
const TELLS_TIME = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs'
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeSync(3, String((user + system) / 1000))
  })`)}`

function run(file, until) {
  const args = ['--import', TELLS_TIME, 'dist/cli/main.js', 'run', file, '-o', 'json']
  if (until) args.push('--until', until)
  const options = {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: GIVE_UP,
    maxBuffer: 1 << 29,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  }
  const { status, output } = spawnSync(process.execPath, args, options)
  const [, stdout, stderr, told] = output
  const tookMs = status === null ? GIVE_UP : Number(told)
  return { exitCode: status, stdout: status === null ? '' : stdout, stderr, tookMs }
}

const WIDTH = 110
const counts = { right: 0, wrong: 0 }

await withSource('/src/cli/faults/faults.ts', ({ FAULTS, reportOf }) => {
  for (const [group, faults] of Object.entries(FAULTS)) {
    const claimed = new Map(faults.map((fault) => [fault.input, fault]))
    const inputs = readdirSync(join(folder, group)).filter((name) => name.endsWith('.yaml'))
    for (const input of inputs.map((name) => name.slice(0, -'.yaml'.length)).sort()) {
      if (only && !only.includes(input)) continue
      const fault = claimed.get(input) ?? { input, claims: { 'somebody has said what is right': () => false } }
      const printed = run(join(folder, group, `${input}.yaml`), fault.until)
      const { right, today, broken } = reportOf(fault, printed)
      counts[right ? 'right' : 'wrong']++
      const time = `${(printed.tookMs / 1000).toFixed(1)} s`
      const outcome = values.detail || today.length <= WIDTH ? today : `${today.slice(0, WIDTH)}…`
      console.log(`${right ? 'right' : 'WRONG'}  ${`${group}/${input}`.padEnd(44)} ${time.padStart(6)}  ${outcome}`)
      for (const claim of broken) console.log(`         not so: ${claim}`)
    }
  }
})
console.log(`${counts.right} right, ${counts.wrong} wrong`)
process.exitCode = counts.wrong === 0 ? 0 : 1
