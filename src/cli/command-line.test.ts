import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './command-line.ts'

describe('parseCommandLine', () => {
  it('runs a file and watches it, unless told otherwise', () => {
    expect(parseCommandLine(['run', 'pod.yaml'])).toEqual({
      kind: 'run',
      file: 'pod.yaml',
      output: 'watch',
      untilMs: undefined,
      validation: 'strict',
    })
  })

  it.each([
    [['run', '-', '--until', '10m', '-o', 'json']],
    [['run', '--until=10m', '-ojson', '-']],
    [['run', '--output', 'json', '--until', '600s', '-']],
  ])('takes options anywhere and in every spelling: %j', (argv) => {
    expect(parseCommandLine(argv)).toMatchObject({ kind: 'run', file: '-', output: 'json', untilMs: 600_000 })
  })

  it('hands on what becomes of unknown fields', () => {
    expect(parseCommandLine(['run', '-', '--validate=warn'])).toMatchObject({ validation: 'warn' })
  })

  it('knows the gallery', () => {
    expect(parseCommandLine(['gallery'])).toEqual({ kind: 'gallery', name: undefined })
    expect(parseCommandLine(['gallery', 'oom'])).toEqual({ kind: 'gallery', name: 'oom' })
  })

  it.each([['--help'], ['-h'], ['help'], ['run', '--help'], ['gallery', '-h']])('helps: %s %s', (...argv) => {
    expect(parseCommandLine(argv)).toEqual({ kind: 'help' })
  })

  it('tells its version', () => {
    expect(parseCommandLine(['--version'])).toEqual({ kind: 'version' })
  })

  it.each([
    [[], 'a command is missing'],
    [['ruin'], 'unknown command "ruin"'],
    [['--frobnicate'], 'unknown option --frobnicate'],
    [['run'], 'a file is missing'],
    [['run', 'a.yaml', 'b.yaml'], 'one file at a time'],
    [['run', 'a.yaml', '--until'], 'argument missing'],
    [['run', 'a.yaml', '--until', 'soon'], 'not "soon"'],
    [['run', 'a.yaml', '--until', '0s'], 'not "0s"'],
    [['run', 'a.yaml', '--until', '10'], 'not "10"'],
    [['run', 'a.yaml', '--until', '24h1s'], 'at most 24h'],
    [['run', 'a.yaml', '--until', '10000000h'], 'at most 24h'],
    [['run', 'a.yaml', '-o', 'xml'], 'unknown output "xml"'],
    [['run', 'a.yaml', '--validate', 'true'], 'unknown --validate "true"; one of strict, warn, ignore'],
    [['run', 'a.yaml', '--fast'], "unknown option '--fast'"],
    [['gallery', 'a', 'b'], 'one name at a time'],
    [['kubectl', '--at', '5s', '--', 'get', 'pods'], 'a file is missing'],
    [['kubectl', 'a.yaml', '--at', '5s', 'get', 'pods'], "kubectl's own words stand behind --"],
    [['kubectl', 'a.yaml', '--', 'get', 'pods'], '--at is missing'],
    [['kubectl', 'a.yaml', '--at', 'noon', '--', 'get'], 'not "noon"'],
    [['kubectl', 'a.yaml', '--at', '25h', '--', 'get'], 'at most 24h'],
  ])('says what is wrong with %j', (argv, message) => {
    expect(parseCommandLine(argv)).toEqual({ kind: 'misuse', message: expect.stringContaining(message) })
  })
})
