import { describe, expect, it } from 'vitest'
import { randomStream } from '../../lib/random.ts'
import { RegexTooCostly, Work } from './budget.ts'
import { Regex, type RegexOptions, regexOf } from './regex.ts'
import { RegexMistake } from './syntax.ts'

function compiled(pattern: string, options: RegexOptions): Regex {
  const regex = regexOf(pattern, options)
  if (regex instanceof Regex) return regex
  throw new Error(regex.mistake)
}

describe('what a pattern finds', () => {
  const rows: readonly (readonly [
    'basic' | 'extended',
    string,
    string,
    readonly (string | undefined)[] | undefined,
  ])[] = [
    ['extended', 'a|ab|abc', 'xabcd', ['abc']],
    ['extended', '(a|ab)(c|bcd)(d*)', 'abcd', ['abcd', 'ab', 'c', 'd']],
    ['extended', 'a*(a*)', 'aaa', ['aaa', '']],
    ['extended', '(a*)(a*)', 'aaa', ['aaa', 'aaa', '']],
    ['extended', '(a|b)*', 'abx', ['ab', 'b']],
    ['extended', '(foo|foobar)(bar)?', 'foobar', ['foobar', 'foobar', undefined]],
    ['extended', 'x*', 'aaa', ['']],
    ['extended', 'a{2,3}', 'aaaa', ['aaa']],
    ['extended', 'a{,2}b', 'aaab', ['aab']],
    ['extended', 'a{1', 'xa{1', ['a{1']],
    ['extended', '*a', '*a', ['a']],
    ['extended', '^*a', '*a', undefined],
    ['extended', 'a||b', 'cb', ['']],
    ['extended', '()x', 'x', ['x', '']],
    ['extended', 'a)', 'a)', ['a)']],
    ['extended', '[]a]+', 'x]a]', [']a]']],
    ['extended', '[^]a]', ']ab', ['b']],
    ['extended', '[[:digit:][:upper:]_-]+', 'ab1A_-c', ['1A_-']],
    ['extended', '[[.a.]-c]+', 'xabcd', ['abc']],
    ['extended', '[\\]x', '\\x', ['\\x']],
    ['extended', '\\bfoo\\b', 'afoo foo', ['foo']],
    ['extended', '\\<is\\>', 'this is', ['is']],
    ['extended', '(a)(b)?\\1', 'aba aa', ['aba', 'a', 'b']],
    ['extended', '^$', '', ['']],
    ['extended', 'a^b', 'a^b', undefined],
    ['extended', '.', '😀', ['😀']],
    ['extended', '\\d+', '12d', ['d']],
    ['basic', 'a+', 'aaa a+', ['a+']],
    ['basic', 'a\\+', 'xaaa', ['aaa']],
    ['basic', '(a|aa)+', '(a|aa)+', ['(a|aa)+']],
    ['basic', '(a|aa)*b', 'aab', undefined],
    ['basic', '\\(a\\|ab\\)\\(c\\|bcd\\)', 'abcd', ['abcd', 'a', 'bcd']],
    ['basic', '*a', '*a', ['*a']],
    ['basic', '^*a', '*a', ['*a']],
    ['basic', '\\(*a\\)', '*a', ['*a', '*a']],
    ['basic', 'a^b', 'a^b', ['a^b']],
    ['basic', 'a$b', 'a$b', ['a$b']],
    ['basic', 'x\\|^b$', 'b', ['b']],
    ['basic', '\\(.\\)\\1', 'abccd', ['cc', 'c']],
    ['basic', 'a\\{2\\}', 'baa', ['aa']],
    ['basic', 'a{2}', 'aa a{2}', ['a{2}']],
  ]
  it.each(rows)('%s %s in %j', (kind, pattern, text, groups) => {
    expect(compiled(pattern, { kind }).exec(text, new Work())?.groups).toEqual(groups)
  })

  it('knows cases, fixed texts, whole lines and whole words', () => {
    const finds = (pattern: string, text: string, options: RegexOptions): string | undefined =>
      compiled(pattern, options).exec(text, new Work())?.text
    expect(finds('HeL[l-m]o', 'say hELLO', { kind: 'extended', ignoreCase: true })).toBe('hELLO')
    expect(finds('a.b*', 'xab a.b*', { kind: 'fixed' })).toBe('a.b*')
    expect(finds('a|b', 'ab', { kind: 'extended', whole: 'line' })).toBeUndefined()
    expect(finds('a|ab', 'ab', { kind: 'extended', whole: 'line' })).toBe('ab')
    expect(finds('foo', 'foo1 afoo (foo)', { kind: 'basic', whole: 'word' })).toBe('foo')
    expect(finds('foo', 'foo1 afoo', { kind: 'basic', whole: 'word' })).toBeUndefined()
    expect(finds('\\d', 'a1', { kind: 'extended', library: 'musl' })).toBe('1')
    expect(finds('a\\tb', 'a\tb', { kind: 'basic', escapes: 'sed' })).toBe('a\tb')
    expect(finds('[^\\]]+', ']ab', { kind: 'extended', escapes: 'awk' })).toBe('ab')
  })

  it('finds one match after the other', () => {
    const all = (pattern: string, text: string): number[][] =>
      [...compiled(pattern, { kind: 'extended' }).all(text, new Work())].map(({ start, end }) => [start, end])
    expect(all('a*', 'baaac')).toEqual([
      [0, 0],
      [1, 4],
      [5, 5],
    ])
    expect(all('b|$', 'abb')).toEqual([
      [1, 2],
      [2, 3],
    ])
  })
})

describe('what is no pattern', () => {
  it.each([
    ['extended', '(', 'Unmatched ( or \\(', "Missing ')'"],
    ['basic', '\\)', 'Unmatched ( or \\(', "Missing ')'"],
    ['extended', '[a', 'Unmatched [, [^, [:, [., or [=', "Missing ']'"],
    ['extended', 'a{2,1}', 'Invalid content of \\{\\}', 'Invalid contents of {}'],
    ['extended', 'a{40000}', 'Regular expression too big', 'Out of memory'],
    ['extended', '((a{1000}){1000}){1000}', 'Regular expression too big', 'Out of memory'],
    ['extended', '('.repeat(100_000), 'Regular expression too big', 'Out of memory'],
    ['extended', '[b-a]', 'Invalid range end', 'Invalid character range'],
    ['extended', '[[:constructor:]]', 'Invalid character class name', 'Unknown character class name'],
    ['extended', 'a\\', 'Trailing backslash', 'Trailing backslash'],
    ['extended', '(a)\\2', 'Invalid back reference', 'Invalid back reference'],
  ] as const)('%s %.30s', (kind, pattern, glibc, musl) => {
    const mistake = regexOf(pattern, { kind })
    expect(mistake).toBeInstanceOf(RegexMistake)
    expect((mistake as RegexMistake).inWords('glibc')).toBe(glibc)
    expect((mistake as RegexMistake).inWords('musl')).toBe(musl)
  })
})

describe('work', () => {
  it.each([
    ['(a+)+$'],
    ['(a|a)*$'],
    ['(a|aa)+$'],
    ['(.*)*(.*)*(.*)*x'],
    ['(a?){50}a{50}$'],
    ['((a*)*)*c'],
    ['(x+x+)+y'],
  ])('%s grows with the text only', (pattern) => {
    const regex = compiled(pattern, { kind: 'extended' })
    const cost = (length: number): number => {
      const work = new Work()
      regex.exec(`${'a'.repeat(length)}b`, work)
      return work.take()
    }
    expect(cost(2000)).toBeLessThan(cost(1000) * 2.5)
  })

  it('is the same whatever was remembered', () => {
    const cost = (): number => {
      const work = new Work()
      compiled('(a|b)*a(a|b){6}$', { kind: 'extended' }).test('abbabaabba'.repeat(50), work)
      return work.take()
    }
    expect(cost()).toBe(cost())
  })

  it('gives up on back-references that would take for ever', () => {
    const regex = compiled('\\(a*\\)*\\(a*\\)*\\1\\2b', { kind: 'basic' })
    expect(() => regex.exec('a'.repeat(60), new Work())).toThrow(RegexTooCostly)
  })
})

describe('random patterns', () => {
  it('match what a search without any cleverness finds: the leftmost, and of those the longest', () => {
    const random = randomStream(7, 'patterns')
    const pick = <T>(items: readonly T[]): T => items[random.integer(items.length)] as T
    const pattern = (depth: number): string => {
      const kind = random.integer(depth > 0 ? 7 : 2)
      if (kind === 0) return pick(['a', 'b', '.', '[ab]', '[^a]'])
      if (kind === 1) return pick(['a', 'b', 'c'])
      if (kind < 4) return pattern(depth - 1) + pattern(depth - 1)
      if (kind === 4) return `(${pattern(depth - 1)}|${pattern(depth - 1)})`
      return `(${pattern(depth - 1)})${pick(['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}'])}`
    }
    for (let i = 0; i < 1500; i++) {
      const source = pattern(3)
      const text = Array.from({ length: random.integer(7) }, () => pick(['a', 'b', 'c'])).join('')
      const whole = new RegExp(`^(?:${source})$`)
      let expected: string | undefined
      search: for (let start = 0; start <= text.length; start++) {
        for (let end = text.length; end >= start; end--) {
          if (!whole.test(text.slice(start, end))) continue
          expected = `${start}-${end}`
          break search
        }
      }
      const regex = compiled(source, { kind: 'extended' })
      const found = regex.exec(text, new Work())
      expect(`${source} ${text} ${found && `${found.start}-${found.end}`}`).toBe(`${source} ${text} ${expected}`)
      expect(regex.test(text, new Work())).toBe(expected !== undefined)
    }
  })
})
