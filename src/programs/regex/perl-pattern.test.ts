import { describe, expect, it } from 'vitest'
import { PerlPattern } from './perl-pattern.ts'

describe('an expression in the notation of PCRE', () => {
  it.each<[pattern: string, subject: string, groups: readonly (string | undefined)[] | undefined]>([
    ['^/api/(\\d+)/?$', '/api/12/', ['/api/12/', '12']],
    ['\\.(?:jpg|png)$', '/a.png', ['.png']],
    ['^/(?<lang>[a-z]{2})/(.*)$', '/de/x/y', ['/de/x/y', 'de', 'x/y']],
    ['^/(.+?)/(.*)$', '/a/b/c', ['/a/b/c', 'a', 'b/c']],
    ['(?i)\\.PHP$', '/x.php', ['.php']],
    ['^/(?!private)', '/public', ['/']],
    ['^/(?!private)', '/private', undefined],
    ['^(\\w+)-\\1$', 'ab-ab', ['ab-ab', 'ab']],
    ['^[\\w.-]+$', 'a-b.c', ['a-b.c']],
    ['[^/\\s]+$', '/a/bc', ['bc']],
    ['^/a|b(c)', 'xbc', ['bc', 'c']],
    ['^(a|ab)(c|bcd)$', 'abcd', ['abcd', 'a', 'bcd']],
  ])('%s on %s', (pattern, subject, groups) => {
    expect(new PerlPattern(pattern).match(subject)?.groups).toEqual(groups)
  })

  it('knows its groups by their names', () => {
    expect({ ...new PerlPattern('^/(?P<a>x+)/(?<b>y+)$').match('/x/yy')?.named }).toEqual({ a: 'x', b: 'yy' })
    expect({ ...new PerlPattern('^(?:/(?<last>[a-z]+)+)+$').match(`/${'a'.repeat(40)}`)?.named }).toEqual({
      last: 'a'.repeat(40),
    })
  })

  it.each(['(a+)+$', '^(a|a)*$', '(?:a*)*b', '(.*)*(.*)*x', '^(a?){40}a{40}b', '(\\w+\\s?)+$'])(
    '%s takes no longer than the text is',
    (pattern) => {
      expect(new PerlPattern(pattern).match(`${'a'.repeat(4000)}!`)?.groups[0]).toBeUndefined()
    },
  )

  it('says of one that looks around without a bound that it is never searched', () => {
    const pattern = new PerlPattern('^(?=(a+)+$)')
    expect(pattern.isBounded).toBe(false)
    expect(pattern.match('aaa')).toBeUndefined()
    expect(new PerlPattern('^/(?!private)(.*)$').isBounded).toBe(true)
  })
})
