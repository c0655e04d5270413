import { describe, expect, test } from 'vitest'
import { Kernel } from '../kernel/kernel.ts'
import type { Task } from '../kernel/task.ts'
import type { Readable, Writable } from '../program-api/stdio.ts'
import { createCapture, createPipe, isShared, lineSplitter, NULL_INPUT } from './stream.ts'

/** A pipe with a script at either end; says what happened, and when nothing more does. */
function between(
  write: (writer: Writable, log: (word: string) => void) => Task<void>,
  read: (reader: Readable, log: (word: string) => void) => Task<void>,
): string[] {
  const kernel = new Kernel(1)
  const { reader, writer } = createPipe()
  const words: string[] = []
  const log = (word: string) => words.push(word)
  kernel.spawn(write(writer, log))
  kernel.spawn(read(reader, log))
  while (kernel.step()) {}
  return words
}

function* allLines(reader: Readable, log: (word: string) => void): Task<void> {
  for (let line = yield* reader.readLine(); line !== undefined; line = yield* reader.readLine()) log(line)
  log('end')
}

describe('a pipe', () => {
  test('carries text, and ends when the last writer lets go', () => {
    const words = between(
      function* (writer) {
        yield* writer.write('one ')
        yield 10
        yield* writer.write('two')
        writer.close()
      },
      function* (reader, log) {
        for (let text = yield* reader.read(); text !== undefined; text = yield* reader.read()) log(text)
        log('end')
      },
    )
    expect(words).toEqual(['one ', 'two', 'end'])
  })

  test('gives lines, whatever pieces they were written in, and the rest at the end', () => {
    const words = between(function* (writer) {
      for (const piece of ['a\nb', 'c\n', '\n', 'd']) {
        yield* writer.write(piece)
        yield 1
      }
      writer.close()
    }, allLines)
    expect(words).toEqual(['a', 'bc', '', 'd', 'end'])
  })

  test('is open as long as one of several holds it', () => {
    const words = between(function* (writer) {
      if (isShared(writer)) writer.acquire()
      writer.close()
      yield 10
      yield* writer.write('still\n')
      writer.close()
    }, allLines)
    expect(words).toEqual(['still', 'end'])
  })

  test('makes a writer wait when 64 KiB are unread', () => {
    const words = between(
      function* (writer, log) {
        yield* writer.write('x'.repeat(64 * 1024))
        log('filled')
        yield* writer.write('y')
        log('went on')
        writer.close()
      },
      function* (reader, log) {
        yield 100
        log(`read ${(yield* reader.read())?.length}`)
        log(`read ${yield* reader.read()}`)
      },
    )
    expect(words).toEqual(['filled', 'read 65536', 'went on', 'read y'])
  })

  test('gives a line longer than that, too', () => {
    const words = between(
      function* (writer) {
        for (let piece = 0; piece < 3; piece++) yield* writer.write('x'.repeat(40 * 1024))
        yield* writer.write('\n')
        writer.close()
      },
      function* (reader, log) {
        log(`${(yield* reader.readLine())?.length}`)
      },
    )
    expect(words).toEqual(['122880'])
  })

  test('tells a writer that nobody reads any more, also one that waits', () => {
    const words = between(
      function* (writer, log) {
        yield* writer.write('x'.repeat(64 * 1024))
        log(`${yield* writer.write('y')}`)
        log(`${yield* writer.write('z')}`)
      },
      function* (reader) {
        yield 5
        reader.close()
      },
    )
    expect(words).toEqual(['false', 'false'])
  })
})

const drain = (task: Task<unknown>) => {
  const step = task.next(undefined)
  expect(step.done).toBe(true)
  return step.value
}

test('a capture keeps what is written, up to its limit', () => {
  const { writer, text } = createCapture(5)
  for (const piece of ['abc', 'def', 'ghi']) expect(drain(writer.write(piece))).toBe(true)
  expect(text()).toBe('abcde')
})

test('a log has lines; the rest comes when it is flushed, once', () => {
  const lines: string[] = []
  const { writer, flush } = lineSplitter((line) => lines.push(line))
  for (const piece of ['a\nb', 'c\n\nd']) drain(writer.write(piece))
  expect(lines).toEqual(['a', 'bc', ''])
  flush()
  flush()
  expect(lines).toEqual(['a', 'bc', '', 'd'])
})

test('a log cuts a line longer than 16 KiB in pieces, and says which go on', () => {
  const pieces: [number, boolean][] = []
  const { writer, flush } = lineSplitter((line, partial) => pieces.push([line.length, partial]))
  for (const text of ['x'.repeat(40_000), '\n', 'y'.repeat(16_384), '\nz', 'z'.repeat(16_384)])
    drain(writer.write(text))
  flush()
  const piece: [number, boolean] = [16_384, true]
  expect(pieces).toEqual([piece, piece, [7232, false], [16_384, false], piece, [1, false]])
})

test('nothing comes from the null input', () => {
  expect(drain(NULL_INPUT.read())).toBeUndefined()
  expect(drain(NULL_INPUT.readLine())).toBeUndefined()
})
