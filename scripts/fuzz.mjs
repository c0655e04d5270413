// Throws random hostile input at everything between text and output, and tells what hangs or throws:
//
//   node scripts/fuzz.mjs [--minutes 1] [--seed 1] [--jobs 2] [--save DIR] [--first INDEX] [--only INDEX]
//
// An input that takes more than two seconds of computing hangs. Exit status 1 where there was any fault.
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePackages } from './ensure-packages.mjs'
import { ROOT } from './run.mjs'

/** Of computing, so that a busy machine makes no faults. */
const BUDGET_MS = 2000
/** Of waiting: whoever has not answered then never will. */
const GIVE_UP_MS = 30_000

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    save: { type: 'string' },
    first: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
})
const seed = Number(values.seed)
const until = Date.now() + Number(values.minutes) * 60_000
if (values.save) mkdirSync(values.save, { recursive: true })

await ensurePackages()
const { build } = await import('vite')
const outDir = mkdtempSync(join(tmpdir(), 'podlapse-fuzz-'))
await build({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/fuzz/fuzz-child.ts',
    outDir,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'child.mjs' } },
  },
})

let next = Number(values.only ?? values.first)
let tried = 0
let faults = 0
let slowest = { ms: 0, index: -1 }

function report(index, kind, text, what) {
  faults++
  console.log(`${index} ${kind}: ${what.split('\n').slice(0, 4).join('\n    ').slice(0, 1200)}`)
  if (values.save) writeFileSync(join(values.save, `${seed}-${index}-${kind}.yaml`), text)
}

/** One process at a time, a new one after each that had to be ended. Resolves when time is up. */
function job() {
  return new Promise((resolve) => {
    let begun
    let watchdog
    const child = fork(join(outDir, 'child.mjs'), [], { execArgv: ['--max-old-space-size=1500'] })
    const send = () => {
      if ((values.only && tried > 0) || Date.now() > until) {
        child.disconnect()
        return
      }
      watchdog = setTimeout(() => child.kill('SIGKILL'), GIVE_UP_MS)
      begun = { index: next, kind: '?', text: '' }
      child.send({ seed, index: next++ })
    }
    child.on('message', (message) => {
      if (message.begun) {
        begun = message.begun
        return
      }
      const { index, ms, fault } = message.done
      clearTimeout(watchdog)
      tried++
      if (ms > slowest.ms) slowest = { ms, index }
      if (fault !== undefined) report(index, begun.kind, begun.text, fault)
      if (ms > BUDGET_MS) report(index, begun.kind, begun.text, `took ${ms} ms`)
      begun = undefined
      send()
    })
    child.on('exit', (status, signal) => {
      clearTimeout(watchdog)
      if (begun === undefined) {
        resolve()
        return
      }
      tried++
      report(
        begun.index,
        begun.kind,
        begun.text,
        signal === 'SIGKILL' ? 'never answered' : `ended the process (${signal ?? status})`,
      )
      resolve(job())
    })
    send()
  })
}

await Promise.all(Array.from({ length: values.only ? 1 : Number(values.jobs) }, job))
rmSync(outDir, { recursive: true, force: true })
console.log(
  `${tried} inputs, seed ${seed}, up to ${next - 1}; slowest ${slowest.ms} ms (${slowest.index}); ${faults} faults`,
)
process.exitCode = faults > 0 ? 1 : 0
