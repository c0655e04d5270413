import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../cli.ts'
import { Outcome } from '../faults/outcome.ts'

/**
 * Manifests in the style of what courses and operators publish, most of them with images that nobody has described. The
 * comment at the top of each says what its author expects:
 *
 *   # fate: POD TIME READY STATUS RESTARTS     what kubectl shows at that time; "gone" for a Pod that is deleted
 *   # log: CONTAINER TEXT                      a line that the container writes
 *   # said: WORD                               a word in what is said of the text
 */
const HERE = import.meta.dirname
const FILES = readdirSync(HERE).filter((name) => name.endsWith('.yaml'))

function ran(file: string): Outcome {
  const text: string[] = []
  const errors: string[] = []
  const exitCode = runCli(['run', file, '-o', 'json', '--until', '4m'], {
    stdout: (piece) => text.push(piece),
    stderr: (piece) => errors.push(piece),
    read: (name) => readFileSync(name, 'utf8'),
  })
  return new Outcome({ exitCode, stdout: text.join(''), stderr: errors.join(''), tookMs: 0 })
}

describe('manifests as people publish them', () => {
  it.each(FILES)('%s', (name) => {
    const file = join(HERE, name)
    const outcome = ran(file)
    expect(outcome.stderr.match(/^error.*/gim) ?? []).toEqual([])
    const lines = [...readFileSync(file, 'utf8').matchAll(/^# (fate|log|said): (.*)$/gm)]
    expect(lines.length).toBeGreaterThan(0)
    for (const [, kind, words = ''] of lines) {
      const [subject = '', ...rest] = words.split(' ')
      if (kind === 'said') expect(outcome.said()).toContain(words)
      else if (kind === 'log') expect(outcome.logs(subject)).toContain(rest.join(' '))
      else
        expect(`${subject}: ${outcome.row(subject, seconds(rest[0]))}`).toBe(`${subject}: ${rest.slice(1).join(' ')}`)
    }
  })
})

function seconds(text = ''): number {
  return Number.parseInt(text, 10) * (text.endsWith('m') ? 60 : 1)
}
