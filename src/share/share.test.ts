import { deflateSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import fc from '../lib/testing/property.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { DICTIONARY_V1 } from './dictionary.ts'
import { decodeShare, encodeShare, MAX_FRAGMENT_LENGTH, MAX_TEXT_BYTES } from './share.ts'

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: lighthouse
spec:
  containers:
    - name: lamp
      image: busybox:1.36
      command: [sh, -c, "touch /tmp/burning; sleep 30; rm /tmp/burning; sleep 600"]
      livenessProbe:
        exec:
          command: [cat, /tmp/burning]
        initialDelaySeconds: 5
        periodSeconds: 5
`

const SMALL = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: nginx:1.27
`

/** Links that were made once have to open for ever. Add to this list; never change it. */
const PINNED: readonly (readonly [fragment: string, value: object])[] = [
  ['v1.AwA', { text: '' }],
  ['v1.IyHSy1OBQzPQOEaNGcy4wRYVAA', { text: SMALL }],
  [
    'v1.e7J3wdOlexU-zJ-wmQsA&t=65000&w=0-120000&seed=3',
    { text: '你好 🐳\n', playheadMs: 65_000, window: { fromMs: 0, toMs: 120_000 }, seed: 3 },
  ],
  [
    'v1.IyHSy1OBQzPQOEaNGcy4wRYVFaOAaOAY4BnmGhTs6e9npRBmyOXt6ecCjBZ_Fy5f1xBHF8cQR1Cw-zn6ulophLs6cQUHuDqDRJz9_UIcPf2AOmHRAlHjGAApIRUUPH0d3YECfu6efhGQaAEA&t=1',
    { text: SMALL + 'x'.repeat(300) + SMALL.toUpperCase(), playheadMs: 1 },
  ],
]

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 2000 }), fc.string({ unit: 'grapheme' }))

describe('share', () => {
  it('brings back any text, to the letter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodeShare(encodeShare({ text }) as string)).toEqual({ ok: true, value: { text } })
      }),
    )
  })

  it.each(['', '\uFEFFa', '\r\n\t', '你好，Pod', '🐳'.repeat(500)])('brings back %j', (text) => {
    expect(decodeShare(`#${encodeShare({ text })}`)).toEqual({ ok: true, value: { text } })
  })

  it('brings back a megabyte', () => {
    const text = 'a'.repeat(1_000_000)
    expect(decodeShare(encodeShare({ text }) as string)).toEqual({ ok: true, value: { text } })
  })

  it('brings back playhead, window and seed, and shows them', () => {
    const value = { text: POD, playheadMs: 65_000, window: { fromMs: 0, toMs: 120_000 }, seed: 3 }
    const fragment = encodeShare(value) as string
    expect(fragment).toMatch(/^v1\.[\w-]+&t=65000&w=0-120000&seed=3$/)
    expect(decodeShare(fragment)).toEqual({ ok: true, value })
  })

  it.each([...PINNED])('opens %s', (fragment, value) => {
    expect(decodeShare(fragment)).toEqual({ ok: true, value })
  })

  it('makes a small Pod a short link', () => {
    expect(encodeShare({ text: POD })?.length).toBeLessThan(220)
  })

  it.each([
    '&t=',
    '&t=-1',
    '&t=1e3',
    '&t=99999999999999999',
    '&w=5',
    '&w=9-3',
    '&w=a-b',
    '&seed=x',
    '&future=1',
    '&',
    '&=',
  ])('ignores the parameter %s', (parameter) => {
    expect(decodeShare(`${encodeShare({ text: POD })}${parameter}`)).toEqual({ ok: true, value: { text: POD } })
  })
})

describe('a link that does not open', () => {
  it.each(['', '#', '#section', 'v1', 'v.abc', 'x1.abc', '/v1.abc'])('is not one of ours: %j', (fragment) => {
    expect(decodeShare(fragment)).toEqual({ ok: false, reason: 'not-a-link' })
  })

  it('may come from a later version', () => {
    expect(decodeShare('#v2.abcd')).toEqual({ ok: false, reason: 'newer-version' })
  })

  it('keeps the text before a cut', () => {
    const fragment = encodeShare({ text: POD.repeat(3) + [...Array(400).keys()].join(' ') }) as string
    const decoded = decodeShare(fragment.slice(0, Math.floor(fragment.length * 0.8)))
    expect(decoded).toMatchObject({ ok: false, reason: 'cut' })
    expect('text' in decoded && decoded.text?.startsWith(POD)).toBe(true)
  })

  it.each(['v1.', 'v1.A', 'v1.AAAAA', 'v1.a b', 'v1.%20', 'v1.____'])('is damaged or cut: %s', (fragment) => {
    expect(decodeShare(fragment)).toMatchObject({ ok: false, reason: expect.stringMatching(/^(?:damaged|cut)$/) })
  })

  it('does not inflate a bomb', () => {
    const bomb = toBase64url(deflateSync(new Uint8Array(40_000_000), { level: 9 }))
    const decoded = decodeShare(`v1.${bomb}`)
    expect(decoded).toMatchObject({ ok: false, reason: 'too-long' })
    expect('text' in decoded && decoded.text?.length).toBe(MAX_TEXT_BYTES)
  })

  it('is refused unread when it is longer than any of ours', () => {
    expect(decodeShare(`v1.${'A'.repeat(MAX_FRAGMENT_LENGTH)}`)).toEqual({ ok: false, reason: 'too-long' })
    expect(encodeShare({ text: 'x'.repeat(MAX_TEXT_BYTES + 1) })).toBeUndefined()
  })

  it('never throws, whatever it is', () => {
    const data = fc.oneof(fc.uint8Array({ maxLength: 3000 }).map(toBase64url), fc.string())
    fc.assert(
      fc.property(data, fc.string(), (text, parameters) => {
        const decoded = decodeShare(`v1.${text}&${parameters}`)
        expect(typeof decoded.ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it('never throws on a link with one letter changed', () => {
    const good = encodeShare({ text: POD.repeat(4) }) as string
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.constantFrom(...'Az09-_&=%#\n'), (at, letter) => {
        decodeShare(good.slice(0, at) + letter + good.slice(at + 1))
      }),
      { numRuns: 500 },
    )
  })
})

describe('base64url', () => {
  it('is what everybody else’s is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(text)).toEqual(bytes)
      }),
    )
  })
})

describe('the dictionary', () => {
  it('of version 1 is never edited', () => {
    expect([DICTIONARY_V1.length, strToU8(DICTIONARY_V1).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 0)]).toEqual([
      4618, 2261022107,
    ])
  })
})
