import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensurePackages } from './ensure-packages.mjs'
import { binOf, ROOT, runNode } from './run.mjs'

const { values } = parseArgs({ options: { port: { type: 'string' } } })
const port = values.port === undefined ? 4173 : Number(values.port)
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`--port wants a number from 1 to 65535, not "${values.port}"`)
  process.exit(2)
}

await ensurePackages()
if (isStale()) {
  console.log('Building …')
  const configs = [[], ['--config', 'vite.cli.config.ts']]
  for (const config of configs) {
    const status = await runNode([binOf('vite'), 'build', '--logLevel', 'warn', ...config])
    if (status !== 0) process.exit(status)
  }
}

const { preview } = await import('vite')
// Another port than the one asked for would be a surprise; another than the usual one is not.
const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port, strictPort: values.port !== undefined } })
console.log(`Podlapse is at ${server.resolvedUrls?.local[0] ?? `http://localhost:${port}/`} (Ctrl+C ends it)`)

/** Something that the build reads is newer than what it wrote. */
function isStale() {
  const built = ['dist/app/index.html', 'dist/cli/main.js'].map((path) => join(ROOT, path))
  if (!built.every((path) => existsSync(path))) return true
  const oldest = Math.min(...built.map((path) => statSync(path).mtimeMs))
  const sources = ['src', 'public', 'index.html', 'package.json', 'vite.config.ts', 'vite.cli.config.ts']
  return sources.some((path) => newestIn(join(ROOT, path)) > oldest)
}

function newestIn(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
