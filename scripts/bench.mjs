import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { benchFrames } from './bench-frames.mjs'
import { ensurePackages } from './ensure-packages.mjs'
import { ROOT, runNode } from './run.mjs'

await ensurePackages()
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
      ssr: 'bench/bench.ts',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  })
  process.exitCode = await runNode([join(outDir, 'bench.mjs')])
} finally {
  rmSync(outDir, { recursive: true, force: true })
}

if (existsSync(join(ROOT, 'dist', 'app', 'index.html'))) await benchFrames()
else console.log('\nframes: dist/app is not built (npm run build)')

console.log('\nbundles, gzip (raw)')
for (const folder of ['dist/app/assets', 'dist/cli']) {
  const path = join(ROOT, folder)
  if (!existsSync(path)) console.log(`${folder}: not built (npm run build)`)
  else for (const line of sizesIn(path)) console.log(line)
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
