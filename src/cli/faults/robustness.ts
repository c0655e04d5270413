import type { Fault } from './fault.ts'

/** Hostile and careless texts. Right is an end within seconds, in words, with nothing uncaught. */
export const ROBUSTNESS_FAULTS: readonly Fault[] = [
  {
    input: '01-annotation-constructor',
    claims: { 'an annotation that is not there is empty': (o) => o.exitCode === 0 && o.logs('a') === '' },
  },
  { input: '01c-env', claims: { 'a label that is not there is empty': (o) => o.logs('a') === '[]' } },
  {
    input: '02-patch-scalar',
    until: '30s',
    claims: {
      'the step is refused': (o) => /Error from server|error: /.test(o.printed()),
      'the Pod is left as it was': (o) => o.row('p', 29) === '1/1 Running 0',
    },
  },
  {
    input: '03-verb-constructor',
    claims: {
      'it is no verb': (o) => o.exitCode === 0 && o.states('p', 'a').some((state) => /^terminated Error/.test(state)),
    },
  },
  {
    input: '04-size-constructor',
    claims: {
      'it is no size': (o) => o.exitCode === 0 && o.states('p', 'a').some((state) => /^terminated Error/.test(state)),
    },
  },
  {
    input: '05-entry-after-until',
    claims: {
      'nothing is told after the end': (o) =>
        [...o.trace.objects, ...o.trace.events, ...o.trace.logs].every(({ tMs }) => tMs <= 300_000) &&
        o.trace.entries.every(({ at }) => at <= 300_000),
    },
  },
  {
    input: '07-file-name-in-refusal',
    claims: {
      'the file is named': (o) => o.exitCode === 1 && !/STDIN/.test(o.stderr) && /07-file-name/.test(o.stderr),
    },
  },
  {
    input: '08-patch-name',
    claims: {
      'the name stays': (o) => o.pods('q').length === 0,
      'the step is refused': (o) => /name/.test(o.printed()) && !/patched/.test(o.printed()),
    },
  },
  {
    input: '09-patch-labels-number',
    claims: { 'the step is refused': (o) => /^(Error from server|The Pod|The request is invalid)/m.test(o.printed()) },
  },
  ...['10-cat-dev-zero', '12-mv-root', '14-fork-pipe', '15-fork-bg'].map(
    (input): Fault => ({
      input,
      until: '10m',
      claims: { 'it runs, and something is told': (o) => o.exitCode === 0 && o.pods('p').length > 3 },
    }),
  ),
  // Three thousand directories inside each other are looked up name by name, three times in each round.
  {
    input: '13-deep-mkdir',
    until: '10m',
    claims: {
      'it runs, or is cut at the loop that is too much': (o) =>
        o.pods('p').length > 3 && (o.exitCode === 0 || (o.exitCode === 3 && o.stderr.includes('mkdir d'))),
    },
  },
  {
    input: '11-cp-into-itself',
    claims: { 'cp refuses, or ends': (o) => o.states('p', 'a').some((state) => /^terminated/.test(state)) },
  },
  {
    input: '19-cp-root',
    claims: { 'cp refuses, or ends': (o) => o.states('p', 'a').some((state) => /^terminated/.test(state)) },
  },
  {
    input: '16-redos-grep',
    claims: { 'no line matches': (o) => o.states('p', 'a').some((state) => /^terminated Error 1/.test(state)) },
  },
  {
    input: '17-redos-expr-bre',
    claims: { 'expr finds nothing': (o) => o.states('p', 'a').length > 0 && o.exitCode === 0 },
  },
  {
    input: '18-bre-literal',
    claims: {
      'parentheses and bars are themselves in a basic expression': (o) =>
        o.logs('a') === ['(a|aa)+', 'rc=0', '5', 'rc=1', '0'].join('\n'),
    },
  },
]
