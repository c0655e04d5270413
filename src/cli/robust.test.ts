import { describe, expect, it } from 'vitest'
import { GALLERY } from '../gallery/gallery.ts'
import fc from '../lib/testing/property.ts'
import { runCli } from './cli.ts'
import { EXIT } from './exit-status.ts'

/** What fingers do to a manifest: a line lost, doubled, moved in or out, a value that is something else. */
const VALUES = [
  '',
  '""',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  'null',
  'true',
  '[]',
  '{}',
  '~',
  '"\\u0000"',
  '5x',
  '*a',
  '- -',
]

const slip = fc.tuple(
  fc.constantFrom('drop', 'double', 'indent', 'outdent', 'value', 'key', 'cut'),
  fc.nat(),
  fc.constantFrom(...VALUES),
)

function withSlips(text: string, slips: readonly (readonly [string, number, string])[]): string {
  const lines = text.split('\n')
  for (const [kind, where, value] of slips) {
    const at = where % Math.max(1, lines.length)
    const line = lines[at] ?? ''
    if (kind === 'drop') lines.splice(at, 1)
    else if (kind === 'double') lines.splice(at, 0, line)
    else if (kind === 'indent') lines[at] = `  ${line}`
    else if (kind === 'outdent') lines[at] = line.replace(/^ {2}/, '')
    else if (kind === 'value') lines[at] = line.replace(/:.*$/, `: ${value}`)
    else if (kind === 'key') lines[at] = line.replace(/\w+:/, `${value}x:`)
    else lines.length = at
  }
  return lines.join('\n')
}

function statusOf(text: string): { readonly status: number; readonly stderr: string } {
  let stderr = ''
  const status = runCli(['run', '-', '--until', '40s', '-o', 'json'], {
    stdout: () => {},
    stderr: (piece) => {
      stderr += piece
    },
    read: () => text,
  })
  return { status, stderr }
}

describe('a manifest with slips in it', () => {
  it('is simulated or refused, with words, and never breaks us', { timeout: 120_000 }, () => {
    const slips = fc.array(slip, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.constantFrom(...GALLERY), slips, (item, made) => {
        const { status, stderr } = statusOf(withSlips(item.text, made))
        expect([EXIT.done, EXIT.refused], stderr).toContain(status)
        if (status === EXIT.refused) expect(stderr).toMatch(/\S/)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    '',
    '\n',
    '---\n---\n',
    '# nothing\n',
    '[]',
    'null',
    '42',
    'text',
    '{',
    '\uFEFF',
    '\0',
    '&a [*a]',
    '- 1\n- 2\n',
  ])('so is %j', (text) => {
    const { status, stderr } = statusOf(text)
    expect([EXIT.done, EXIT.refused], stderr).toContain(status)
  })
})
