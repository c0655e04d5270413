import { readdirSync, readFileSync } from 'node:fs'
import { simulate } from '../src/engine/simulate.ts'
import { PROGRAMS } from '../src/programs/programs.ts'
import { compile } from '../src/scenario/compile.ts'
import { expect, test } from './test.ts'

const folder = new URL('../src/gallery/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

/** The page's own worker, asked as the page asks it. */
async function traceInBrowser([url, text]: readonly [string, string]): Promise<string> {
  const worker = new Worker(url, { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      const chunks: unknown[] = []
      worker.onerror = (event) => reject(new Error(event.message))
      worker.onmessage = ({ data }) => {
        if (data.kind === 'chunk') chunks.push(data.chunk)
        if (data.kind === 'fault') reject(new Error(data.message))
        if (data.kind === 'compiled' && !data.compiled.accepted) reject(new Error(data.compiled.refusal))
        if (data.kind === 'done') resolve(JSON.stringify(chunks))
      }
      worker.postMessage({ kind: 'run', id: 1, text })
    })
  } finally {
    worker.terminate()
  }
}

test('Node and the browser make the same trace, byte for byte, of every scenario of the gallery', async ({
  podlapse,
}) => {
  const started = podlapse.page.waitForEvent('worker', (worker) => /\/worker-[^/]*\.js$/.test(worker.url()))
  await podlapse.open()
  const url = (await started).url()
  expect(names.length).toBeGreaterThan(7)
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const { scenario, refusal } = compile(text)
    if (!scenario) throw new Error(`${name}: ${refusal}`)
    const here = JSON.stringify([...simulate(scenario, PROGRAMS)])
    const there = await podlapse.page.evaluate(traceInBrowser, [url, text] as const)
    expect(there === here, `${name}: ${here.length} bytes in Node, ${there.length} in the browser`).toBe(true)
  }
})
