// Figures to read: npm run bench [-- engine|frames|typing|load|sizes …] [-- --json]
//
// Without a part all of them; --json prints one object and nothing else: ms, µs or a ratio, as the names say.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { benchFrames } from './bench-frames.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { ROOT } from './run.mjs'

const PARTS = ['engine', 'frames', 'typing', 'load', 'sizes']
const IN_BROWSER = ['frames', 'typing', 'load']

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
const unknown = positionals.find((part) => !PARTS.includes(part))
if (unknown !== undefined) {
  console.error(`bench: no part '${unknown}': ${PARTS.join(', ')}`)
  process.exit(2)
}
const parts = new Set(positionals.length > 0 ? positionals : PARTS)
const say = values.json ? () => undefined : (line) => console.log(line)
const figures = {}

await ensurePackages()
if (parts.has('engine')) Object.assign(figures, await engine())
if (IN_BROWSER.some((part) => parts.has(part))) {
  if (existsSync(join(ROOT, 'dist', 'app', 'index.html'))) Object.assign(figures, await benchFrames(parts, say))
  else console.error('bench: dist/app is not built (npm run build)')
}
if (parts.has('sizes')) {
  say('\nbundles, gzip (raw)')
  for (const folder of ['dist/app/assets', 'dist/cli']) {
    const path = join(ROOT, folder)
    if (!existsSync(path)) say(`${folder}: not built (npm run build)`)
    else for (const line of sizesIn(path)) say(line)
  }
}
if (values.json) console.log(JSON.stringify(rounded(figures), undefined, 2))
process.exit(0)

async function engine() {
  const { build } = await import('vite')
  const outDir = mkdtempSync(join(tmpdir(), 'podlapse-bench-'))
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: 'bench/engine.ts',
        outDir,
        emptyOutDir: true,
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
      },
    })
    const { benchEngine } = await import(pathToFileURL(join(outDir, 'engine.mjs')).href)
    return await benchEngine(say)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

function rounded(numbers) {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(value.toPrecision(4))]))
}

function sizesIn(path) {
  return readdirSync(path)
    .filter((name) => /\.(?:js|css)$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(path, name)) }))
    .map(({ name, bytes }) => ({ name, raw: bytes.length, gzip: gzipSync(bytes).length }))
    .sort((a, b) => b.gzip - a.gzip)
    .map(({ name, raw, gzip }) => `${kilo(gzip).padStart(8)} (${kilo(raw)})  ${name}`)
}

function kilo(bytes) {
  return `${(bytes / 1000).toFixed(1)} K`
}
