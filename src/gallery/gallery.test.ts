import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { simulate } from '../engine/simulate.ts'
import { PROGRAMS } from '../programs/programs.ts'
import { compile } from '../scenario/compile.ts'
import { assembleTrace } from '../trace/assemble.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import { GALLERY, type GalleryItem, readItem } from './gallery.ts'
import { traceText } from './testing/trace-text.ts'

const update = process.env.PODLAPSE_UPDATE_GALLERY === '1'
const folder = new URL('.', import.meta.url)

function chunksOf(item: GalleryItem): TraceChunk[] {
  const { scenario, problems, refusal } = compile(item.text)
  if (!scenario) throw new Error(`${item.name}: ${refusal ?? JSON.stringify(problems)}`)
  return [...simulate(scenario, PROGRAMS)]
}

describe('the gallery', () => {
  it('says of each scenario what it is and what to watch for', () => {
    for (const item of GALLERY) {
      expect(item, item.name).toMatchObject({
        title: expect.stringMatching(/\w/),
        watchFor: expect.stringMatching(/.{40}/),
      })
    }
  })

  it('has an order without doubles', () => {
    const orders = GALLERY.map((item) => readItem(item.name, item.text).order)
    expect(new Set(orders).size).toBe(orders.length)
    expect(Math.max(...orders)).toBe(orders.length)
  })

  it('has parts, each in one piece', () => {
    const parts = GALLERY.map((item) => item.part)
    expect(parts.filter((part, index) => part !== parts[index - 1])).toEqual([
      'Starting',
      'Restarts',
      'Probes',
      'Ending',
      'Images and configuration',
      'Resources and nodes',
      'Workloads',
      'Requests',
    ])
  })

  it('has a golden trace for every scenario, and no other', () => {
    const golden = readdirSync(folder).filter((name) => name.endsWith('.trace.txt'))
    if (!update) expect(golden.sort()).toEqual(GALLERY.map((item) => `${item.name}.trace.txt`).sort())
  })

  describe.each(GALLERY)('$name', (item) => {
    it('is accepted without a word', () => {
      expect(compile(item.text).problems).toEqual([])
    })

    it('does as its golden trace says (npm run gallery:update, then read the diff)', () => {
      const text = traceText(assembleTrace(chunksOf(item)))
      const file = new URL(`${item.name}.trace.txt`, folder)
      if (update) writeFileSync(file, text)
      expect(existsSync(file) ? readFileSync(file, 'utf8') : 'no golden trace').toBe(text)
    })

    it('does the same again, byte for byte', () => {
      expect(JSON.stringify(chunksOf(item))).toBe(JSON.stringify(chunksOf(item)))
    })

    it('uses only what is simulated', () => {
      const missing = chunksOf(item).flatMap(({ entries }) => entries.filter((entry) => entry.kind === 'notSimulated'))
      expect(missing).toEqual([])
    })
  })
})

describe('readItem', () => {
  it('reads the comment at the top', () => {
    expect(
      readItem(
        'x',
        '# A title\n# Watch for: one thing\n# and another.\n# Part: The middle\n# Order: 12\nkind: Pod\n# Order: 13\n',
      ),
    ).toMatchObject({
      name: 'x',
      title: 'A title',
      watchFor: 'one thing and another.',
      part: 'The middle',
      order: 12,
    })
  })

  it('does without', () => {
    expect(readItem('x', 'kind: Pod\n')).toMatchObject({
      title: 'x',
      watchFor: '',
      part: '',
      order: Number.MAX_SAFE_INTEGER,
    })
  })
})
