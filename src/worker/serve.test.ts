import { expect, test } from 'vitest'
import type { compile } from '../scenario/compile.ts'
import type { TraceChunk } from '../trace/chunk.ts'
import type { Reply } from './protocol.ts'
import { type Engine, serve } from './serve.ts'

type CompileResult = ReturnType<typeof compile>

const chunk = (endMs: number): TraceChunk => ({ endMs, ending: 'running', entries: [], probes: [], memory: [] })

function setUp(engine: Partial<Engine> = {}) {
  const replies: Reply[] = []
  const paused: (() => void)[] = []
  const answer = serve(
    {
      compile: () => ({ scenario: { name: 's', objects: [] }, problems: [] }) as unknown as CompileResult,
      simulate: function* () {
        for (let i = 0; i < 5; i++) yield chunk(i)
      },
      readLine: () => undefined,
      programs: {} as Engine['programs'],
      images: () => [],
      ...engine,
    },
    {
      post: (reply) => replies.push(reply),
      pause: () => new Promise((resolve) => paused.push(resolve)),
    },
  )
  const resume = async () => {
    paused.shift()?.()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { answer, replies, resume }
}

const short = (replies: readonly Reply[]) => replies.map((reply) => `${reply.kind} ${reply.id}`)

test('problems first, then pieces, then the end', async () => {
  const { answer, replies, resume } = setUp()
  void answer({ kind: 'run', id: 1, text: '' })
  for (let i = 0; i < 8; i++) await resume()
  expect(short(replies)).toEqual(['compiled 1', ...Array(5).fill('chunk 1'), 'done 1'])
})

test('a newer request ends the older one at its next piece', async () => {
  let finished = false
  const { answer, replies, resume } = setUp({
    simulate: function* () {
      try {
        for (let i = 0; i < 5; i++) yield chunk(i)
      } finally {
        finished = true
      }
    },
  })
  void answer({ kind: 'run', id: 1, text: '' })
  await resume()
  void answer({ kind: 'run', id: 2, text: '' })
  await resume()
  expect(finished).toBe(true)
  for (let i = 0; i < 9; i++) await resume()
  expect(short(replies)).toEqual(['compiled 1', 'chunk 1', 'compiled 2', ...Array(5).fill('chunk 2'), 'done 2'])
})

test('what is refused is not simulated', async () => {
  const { answer, replies, resume } = setUp({
    compile: () => ({ problems: [], refusal: 'no' }) as unknown as CompileResult,
  })
  void answer({ kind: 'run', id: 1, text: '' })
  await resume()
  expect(replies).toMatchObject([{ kind: 'compiled', compiled: { accepted: false, refusal: 'no' } }])
})

test('what breaks is told', async () => {
  const { answer, replies, resume } = setUp({
    compile: () => {
      throw new Error('our fault')
    },
  })
  void answer({ kind: 'run', id: 7, text: '' })
  await resume()
  expect(replies).toMatchObject([{ kind: 'fault', id: 7, message: expect.stringContaining('our fault') }])
})

test.each([
  [true, 'refused', false],
  [undefined, 'run', true],
] as const)('a text with a broken document, typed in: %s, is %s', async (asTyped, _, accepted) => {
  const { answer, replies, resume } = setUp({
    compile: () =>
      ({ scenario: { name: 's', objects: [] }, problems: [{ code: 'yaml-syntax' }] }) as unknown as CompileResult,
  })
  void answer({ kind: 'run', id: 1, text: '', ...(asTyped ? { asTyped } : {}) })
  await resume()
  expect(replies[0]).toMatchObject({ kind: 'compiled', compiled: { accepted } })
})
