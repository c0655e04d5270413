import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import fc from '../../lib/testing/property.ts'
import { addItem, remove, setValue, valueAt } from './edits.ts'
import { parseManifest } from './parse.ts'
import { spotAt } from './spot.ts'
import { edited } from './text-edit.ts'

const FOLDER = fileURLToPath(new URL('../../gallery/', import.meta.url))
const GALLERY = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => readFileSync(FOLDER + name, 'utf8'))

type Steps = readonly (string | number)[]

/** All there is in a value, from the outside in. */
function* pathsIn(value: unknown, steps: Steps = []): Generator<Steps> {
  if (steps.length > 0) yield steps
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield* pathsIn(inner, [...steps, Array.isArray(value) ? Number(key) : key])
  }
}

const word = fc.stringMatching(/^[a-z][a-zA-Z0-9./_-]{0,8}$/)
const scalar = fc.oneof(
  word,
  fc.constantFrom(
    'yes',
    '12:30',
    '0644',
    '',
    ' a: b ',
    '# no',
    '- x',
    'a\nb\n',
    'a\n\n  b',
    '{x',
    "it's",
    '"',
    '\\',
    'é：',
    'null',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  map: fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
}))
const style = fc.record({
  indent: fc.constantFrom(2, 3, 4),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  lineWidth: fc.constantFrom(0, 20),
  eol: fc.constantFrom('\n', '\r\n'),
})
/** A mapping as somebody may have written it, comments at the ends of some lines. */
const written = fc
  .tuple(fc.dictionary(word, tree, { minKeys: 1, maxKeys: 4 }), style)
  .map(([value, { eol, collectionStyle, ...options }]) =>
    stringify(value, { version: '1.1', collectionStyle: collectionStyle as 'any', ...options }).replaceAll('\n', eol),
  )
const fromGallery = fc.constantFrom(...GALLERY)
const anyText = fc.oneof(written, fromGallery)

/** A document of a text, and a path in it. */
function pick(text: string, seed: number) {
  const stream = parseManifest(text)
  const all = stream.documents.flatMap((document) => [...pathsIn(document.value)].map((path) => ({ document, path })))
  return all.length === 0 ? undefined : { stream, ...(all[seed % all.length] as (typeof all)[number]) }
}

describe('places', () => {
  test('what is at the range of a path is that path', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, seed, within) => {
        const picked = pick(text, seed)
        // Through an alias a path leads to where the anchor stands.
        if (!picked || /[&*]/.test(text)) return
        const { document, path } = picked
        const isField = typeof path.at(-1) === 'string'
        const key = document.source.keyRangeOf(path)!
        if (isField) {
          const at = key.start + (within % (key.end - key.start + 1))
          expect(spotAt(text, at)).toMatchObject({ document: document.index, steps: path, on: 'key' })
        }
        const value = document.source.rangeOf(path)!
        const isLeaf = typeof valueAt(document.value, path) !== 'object'
        const spot = spotAt(text, isLeaf ? value.start + (within % Math.max(1, value.end - value.start)) : value.start)
        // A collection in lines begins with what it holds.
        expect(spot?.steps.slice(0, path.length)).toEqual(path)
        if (isLeaf) expect(spot).toMatchObject({ steps: path, on: 'value' })
      }),
      { numRuns: 100 },
    )
  })
})

describe('an edit', () => {
  const isScalar = (value: unknown) => typeof value !== 'object' || value === null

  test('of a field in a text without aliases can be made, and changes that field alone', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.oneof(scalar, tree), (text, seed, value) => {
        const picked = pick(text, seed)
        if (!picked || /[&*]/.test(text)) return
        const { stream, document, path } = picked
        const edit = setValue(stream, document.index, path, value)
        expect(edit).toBeDefined()
        const after = parseManifest(edited(text, edit!))
        expect(after.broken).toEqual([])
        const [before, now] = [document.value, after.documents.find(({ index }) => index === document.index)?.value]
        expect(valueAt(now, path)).toEqual(value)
        for (const each of pathsIn(before)) {
          const isElsewhere = path.some((step, at) => at < each.length && each[at] !== step)
          if (isElsewhere && isScalar(valueAt(before, each))) expect(valueAt(now, each)).toEqual(valueAt(before, each))
        }
        for (const other of stream.documents) {
          if (other.index !== document.index)
            expect(after.documents).toContainEqual(expect.objectContaining({ value: other.value }))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('keeps each comment that is not within what it replaces', () => {
    fc.assert(
      fc.property(fromGallery, fc.nat(), scalar, (text, seed, value) => {
        const picked = pick(text, seed)
        if (!picked || /[&*]/.test(text)) return
        const { stream, document, path } = picked
        if (!isScalar(valueAt(document.value, path))) return
        const edit = setValue(stream, document.index, path, value)
        const after = edited(text, edit!)
        const comments = (of: string) => of.split('\n').filter((line) => /^\s*#/.test(line))
        if (!text.slice(edit!.start, edit!.end).includes('\n')) expect(comments(after)).toEqual(comments(text))
      }),
      { numRuns: 60 },
    )
  })

  test('adds an item to a list, and takes it away again', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), tree, fc.boolean(), (text, seed, value, flow) => {
        const picked = pick(text, seed)
        if (!picked || /[&*]/.test(text)) return
        const { stream, document, path } = picked
        const list = valueAt(document.value, path)
        if (!Array.isArray(list)) return
        const edit = addItem(stream, document.index, path, value, flow ? 'flow' : 'asAround')
        expect(edit).toBeDefined()
        const longer = edited(text, edit!)
        const added = parseManifest(longer)
        const read = added.documents.find(({ index }) => index === document.index)
        expect(valueAt(read?.value, path)).toEqual([...list, value])
        const back = remove(added, document.index, [...path, list.length])
        expect(back).toBeDefined()
        const again = parseManifest(edited(longer, back!))
        expect(again.documents.map((each) => each.value)).toEqual(stream.documents.map((each) => each.value))
      }),
      { numRuns: 100 },
    )
  })

  test('removes a field', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), (text, seed) => {
        const picked = pick(text, seed)
        if (!picked || /[&*]/.test(text)) return
        const { stream, document, path } = picked
        const edit = remove(stream, document.index, path)
        expect(edit).toBeDefined()
        const now = parseManifest(edited(text, edit!)).documents.find(({ index }) => index === document.index)
        const holder = valueAt(now?.value, path.slice(0, -1))
        const held = valueAt(document.value, path.slice(0, -1)) as object
        expect(Object.keys(holder as object)).toHaveLength(Object.keys(held).length - 1)
      }),
      { numRuns: 100 },
    )
  })
})

describe('any text', () => {
  const look = (text: string, at: number) => {
    const stream = parseManifest(text)
    const spot = spotAt(text, at)
    for (const { index, value } of stream.documents.slice(0, 2)) {
      for (const path of [...pathsIn(value)].slice(0, 2)) {
        setValue(stream, index, path, 'x')
        addItem(stream, index, path, { a: 1 })
        remove(stream, index, path)
      }
    }
    return spot
  }

  test('that ends anywhere can be looked into', () => {
    fc.assert(
      fc.property(fromGallery, fc.nat(), (text, seed) => {
        const end = seed % (text.length + 1)
        expect(look(text.slice(0, end), end)).toBeDefined()
      }),
      { numRuns: 40 },
    )
  })

  test('that somebody has struck about in, too', () => {
    const stroke = fc.tuple(
      fc.nat(),
      fc.nat(6),
      fc.oneof(
        fc.constantFrom(
          '\n',
          '  ',
          '\t',
          ':',
          ': ',
          '- ',
          '---\n',
          '...\n',
          '{',
          '}',
          '[',
          ']',
          '"',
          "'",
          '#',
          '&a',
          '*a',
          '|',
          '>',
          '?',
          '!',
          '%',
          '<<: ',
          ',',
          '\r',
          '\0',
          '\ufeff',
        ),
        fc.string({ maxLength: 4, unit: 'binary' }),
      ),
    )
    fc.assert(
      fc.property(fromGallery, fc.array(stroke, { minLength: 1, maxLength: 6 }), fc.nat(), (given, strokes, at) => {
        const text = strokes.reduce((before, [where, length, what]) => {
          const start = where % (before.length + 1)
          return before.slice(0, start) + what + before.slice(start + length)
        }, given)
        look(text, at % (text.length + 1))
      }),
      { numRuns: 60 },
    )
  })
})
