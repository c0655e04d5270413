import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { binOf, runNode } from './run.mjs'

// Everything that has to hold, in the order in which a mistake shows up soonest. Stops at the first stage that fails.

const reports = mkdtempSync(join(tmpdir(), 'podlapse-test-'))
const vitestReport = join(reports, 'vitest.json')
const playwrightReport = join(reports, 'playwright.json')

const stages = [
  ['Lint', () => tool('@biomejs/biome', 'biome', ['check'])],
  // Exports and files that nobody uses, tests included: knip.json has where the program begins.
  ['Unused code', () => tool('knip', 'knip', ['--no-progress'])],
  [
    'Types',
    async () =>
      (await tool('typescript', 'tsc', ['--noEmit', '-p', 'tsconfig.json'])) ||
      (await tool('typescript', 'tsc', ['--noEmit', '-p', 'src/tsconfig.pure.json'])),
  ],
  [
    'Unit tests',
    () => tool('vitest', 'vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`]),
  ],
  [
    'Build',
    async () =>
      (await tool('vite', 'vite', ['build', '--logLevel', 'warn'])) ||
      (await tool('vite', 'vite', ['build', '--logLevel', 'warn', '--config', 'vite.cli.config.ts'])),
  ],
  ['Size budget', () => tool('size-limit', 'size-limit', [])],
  ['Browser journeys', journeys],
]

let failed = false
try {
  await ensurePackages()
  for (const [name, stage] of stages) {
    console.log(`\n=== ${name}`)
    const start = performance.now()
    const status = await stage()
    console.log(`=== ${name}: ${status === 0 ? 'ok' : 'FAILED'}, ${((performance.now() - start) / 1000).toFixed(1)} s`)
    if (status !== 0) {
      failed = true
      break
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  failed = true
}

const counts = [vitestCounts(), playwrightCounts()]
const passedCount = counts.reduce((sum, { passed }) => sum + passed, 0)
const failedCount = counts.reduce((sum, counted) => sum + counted.failed, 0)
rmSync(reports, { recursive: true, force: true })
// A stage that is no list of tests counts as one, so that no red run says "0 failed".
console.log(`\n${passedCount} passed, ${failed ? Math.max(1, failedCount) : failedCount} failed`)
process.exitCode = failed ? 1 : 0

function tool(packageName, command, args, options) {
  return runNode([binOf(packageName, command), ...args], options)
}

async function journeys() {
  const chromium = ensureChromium()
  console.log(`Chromium: ${chromium.executablePath ?? 'Playwright’s own'} (from ${chromium.origin})`)
  const prefix = privateNetwork()
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport }
  if (prefix.length > 0) env.PODLAPSE_PRIVATE_NETWORK = '1'
  return tool('@playwright/test', 'playwright', ['test', '--reporter=list,json'], { env, prefix })
}

/**
 * Chromium drops every request in flight, to 127.0.0.1 too, when a network interface comes or goes on the machine.
 * Where the kernel lets us, server and browser get a network of their own, in which nothing ever changes.
 */
function privateNetwork() {
  const prefix = ['unshare', '-rn', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
  if (process.platform !== 'linux') return []
  return spawnSync(prefix[0], [...prefix.slice(1), 'true'], { stdio: 'ignore' }).status === 0 ? prefix : []
}

function vitestCounts() {
  if (!existsSync(vitestReport)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(vitestReport, 'utf8'))
  return { passed: numPassedTests, failed: numFailedTests }
}

function playwrightCounts() {
  if (!existsSync(playwrightReport)) return { passed: 0, failed: 0 }
  const { stats } = JSON.parse(readFileSync(playwrightReport, 'utf8'))
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}
