import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

/** Debian's dash and busybox' ash take any command for the body of a function; bash wants a compound one. */
const ROWS: readonly (readonly [script: string, says: string, bash: string])[] = [
  ['f() echo hi; f', 'hi\n', 'echo'],
  ['f()\necho hi\nf', 'hi\n', 'echo'],
  ['f() echo a && echo b; f', 'b\na\n', 'echo'],
  ['f() x=1; f; echo $x', '1\n', 'x=1'],
  ['f() [ $1 = 1 ]; f 1 && echo y; f 2 || echo n', 'y\nn\n', '['],
  ['f() g() echo x; f; g', 'x\n', 'g'],
  ['if f() echo q; then f; fi', 'q\n', 'echo'],
  ['x=$(f() echo hi; f); echo "<$x>"; g() echo $1; g a', '<hi>\na\n', 'echo'],
  ['f() > /tmp/made; f; ls /tmp/made', '/tmp/made\n', '>'],
]

describe('the body of a function', () => {
  it.each(ROWS)('%s', (script, says, bash) => {
    for (const image of ['debian', 'busybox'])
      expect(new Machine({ image }).run(['sh', '-c', script])).toMatchObject({ stdout: says, stderr: '', code: 0 })
    const line = script.split('\n')[1] === undefined ? 1 : 2
    expect(new Machine({ image: 'debian' }).run(['bash', '-c', script])).toMatchObject({
      stdout: '',
      stderr: `bash: -c: line ${line}: syntax error near unexpected token \`${bash}'\nbash: -c: line ${line}: \`${script.split('\n')[line - 1]}'\n`,
      code: 2,
    })
  })

  it.each([
    ['f() ; f', '";"'],
    ['f() )', '")"'],
    ['f()', 'end of file'],
    ['f() done', '"done"'],
    ['f() ! true; f', '"!"'],
    ['echo a | ! cat', '"!"'],
  ])('%s is none in any shell', (script, token) => {
    const said = (image: string): string => new Machine({ image }).run(['sh', '-c', script]).stderr
    expect(said('debian')).toBe(`sh: 1: Syntax error: ${token} unexpected\n`)
    expect(said('busybox')).toBe(`sh: syntax error: unexpected ${token}\n`)
  })
})
