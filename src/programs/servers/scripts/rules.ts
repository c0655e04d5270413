import { type LanguageName, LITERAL, print, type Rule, type Step, textOf } from './step.ts'

type Block = readonly [before: RegExp, step: (body: readonly Step[], before: string, after: string) => Step | undefined]

interface Rules {
  readonly simple: readonly Rule[]
  /** What stands before an opening brace. */
  readonly blocks: readonly Block[]
}

const rule = (pattern: string, step: Rule[1]): Rule => [new RegExp(`^${pattern}$`), step]
const nothing = (): undefined => undefined
const exit = (code = ''): Step => ({ kind: 'exit', code: code === '' ? 0 : Number(code) & 0xff })
const seconds = (text = ''): Step => ({ kind: 'sleep', ms: Math.round(Number(text) * 1000) })
const forEver: Step = { kind: 'sleep', ms: Number.POSITIVE_INFINITY }
const says =
  (end: string): Rule[1] =>
  (literal = '') =>
    print(textOf(literal) + end)
const fails =
  (words: (text: string) => string, code: number): Rule[1] =>
  (literal = '') => ({
    kind: 'repeat',
    times: 1,
    body: [print(`${words(literal === '' ? '' : textOf(literal))}\n`, 'stderr'), exit(String(code))],
  })
const repeats =
  (times: number): Block[1] =>
  (body) => ({ kind: 'repeat', times, body })

const NUMBER = String.raw`(\d+(?:\.\d+)?)`
const END = String.raw`\s*;?`

const PYTHON: readonly Rule[] = [
  rule(String.raw`(?:import|from)\s+[\w., ]+(?:\s+import\s+[\w., *]+)?(?:\s+as\s+\w+)?`, nothing),
  rule('pass', nothing),
  rule(String.raw`print\(\s*${LITERAL}\s*(?:,\s*flush\s*=\s*True\s*)?\)`, says('\n')),
  rule(String.raw`print\(\s*(-?\d+)\s*\)`, (number) => print(`${number}\n`)),
  rule(String.raw`print\(\s*\)`, () => print('\n')),
  rule(String.raw`print\(\s*${LITERAL}\s*,\s*file\s*=\s*sys\.stderr\s*\)`, (literal = '') =>
    print(`${textOf(literal)}\n`, 'stderr'),
  ),
  rule(String.raw`(?:sys\.stdout|sys\.stderr)\.flush\(\)`, nothing),
  rule(String.raw`sys\.stdout\.write\(\s*${LITERAL}\s*\)`, says('')),
  rule(String.raw`(?:sys\.exit|exit|quit|os\._exit)\(\s*(\d*)\s*\)`, exit),
  rule(
    String.raw`(?:sys\.exit|exit|quit)\(\s*${LITERAL}\s*\)`,
    fails((text) => text, 1),
  ),
  rule(String.raw`raise\s+SystemExit(?:\(\s*(\d*)\s*\))?`, exit),
  rule(String.raw`(?:time\.)?sleep\(\s*${NUMBER}\s*\)`, seconds),
  rule(String.raw`raise\s+(\w+)(?:\(\s*(?:${LITERAL})?\s*\))?`, (name = '', literal = '') => ({
    kind: 'repeat',
    times: 1,
    body: [
      print(
        `Traceback (most recent call last):\n  File "<string>", line 1, in <module>\n${name}${literal === '' ? '' : `: ${textOf(literal)}`}\n`,
        'stderr',
      ),
      exit('1'),
    ],
  })),
]

const NODE: readonly Rule[] = [
  rule(`['"]use strict['"]${END}`, nothing),
  rule(String.raw`(?:const|let|var)\s+[\w{}, ]+\s*=\s*require\(\s*${LITERAL}\s*\)${END}`, nothing),
  rule(String.raw`console\.(?:log|info)\(\s*${LITERAL}\s*\)${END}`, says('\n')),
  rule(String.raw`console\.log\(\s*(-?\d+)\s*\)${END}`, (number) => print(`${number}\n`)),
  rule(String.raw`console\.(?:error|warn)\(\s*${LITERAL}\s*\)${END}`, (literal = '') =>
    print(`${textOf(literal)}\n`, 'stderr'),
  ),
  rule(String.raw`process\.exit\(\s*(\d*)\s*\)${END}`, exit),
  rule(
    String.raw`throw\s+new\s+\w*Error\(\s*${LITERAL}\s*\)${END}`,
    fails((text) => `Error: ${text}`, 1),
  ),
  rule(
    String.raw`set(?:Timeout)\(\s*\(\)\s*=>\s*process\.exit\(\s*(\d*)\s*\)\s*,\s*(\d+)\s*\)${END}`,
    (code = '', ms = '') => ({ kind: 'repeat', times: 1, body: [{ kind: 'sleep', ms: Number(ms) }, exit(code)] }),
  ),
  rule(String.raw`set(?:Timeout)\(\s*\(\)\s*=>\s*\{\s*\}\s*,\s*(\d+)\s*\)${END}`, (ms = '') => ({
    kind: 'sleep',
    ms: Number(ms),
  })),
  rule(
    String.raw`set(?:Interval)\(\s*\(\)\s*=>\s*console\.log\(\s*${LITERAL}\s*\)\s*,\s*(\d+)\s*\)${END}`,
    (literal = '', ms = '') => ({ kind: 'every', ms: Number(ms), body: [print(`${textOf(literal)}\n`)] }),
  ),
  rule(String.raw`set(?:Interval)\(\s*\(\)\s*=>\s*\{\s*\}\s*,\s*(\d+)\s*\)${END}`, (ms = '') => ({
    kind: 'every',
    ms: Number(ms),
    body: [],
  })),
  rule(
    String.raw`require\(\s*['"](?:node:)?http['"]\s*\)\.createServer\([\s\S]*\)\.listen\(\s*(\d+)[^()]*\)${END}`,
    (port = '') => ({ kind: 'serve', port: Number(port) }),
  ),
]

const PERL: readonly Rule[] = [
  rule(String.raw`(?:use|no)\s+[\w:]+${END}`, nothing),
  rule(String.raw`\$\|\s*(?:=\s*1|\+\+)${END}`, nothing),
  rule(String.raw`print\s*\(?\s*${LITERAL}\s*\)?${END}`, says('')),
  rule(String.raw`say\s*\(?\s*${LITERAL}\s*\)?${END}`, says('\n')),
  rule(String.raw`sleep\s*\(?\s*(\d+)\s*\)?${END}`, seconds),
  rule(String.raw`sleep(?:\s*\(\s*\))?${END}`, () => forEver),
  rule(String.raw`exit\s*\(?\s*(\d*)\s*\)?${END}`, exit),
  rule(
    String.raw`die\s*\(?\s*${LITERAL}\s*\)?${END}`,
    fails((text) => `${text} at -e line 1.`, 255),
  ),
]

const RUBY: readonly Rule[] = [
  rule(String.raw`require\s+${LITERAL}`, nothing),
  rule(String.raw`\$stdout\.sync\s*=\s*true`, nothing),
  rule(String.raw`puts\s*\(?\s*${LITERAL}\s*\)?`, says('\n')),
  rule(String.raw`print\s*\(?\s*${LITERAL}\s*\)?`, says('')),
  rule(String.raw`sleep\s*\(?\s*${NUMBER}\s*\)?`, seconds),
  rule('sleep', () => forEver),
  rule(String.raw`exit!?\s*\(?\s*(\d*)\s*\)?`, exit),
  rule(
    String.raw`abort\s*\(?\s*${LITERAL}\s*\)?`,
    fails((text) => text, 1),
  ),
  rule(
    String.raw`raise\s*\(?\s*${LITERAL}\s*\)?`,
    fails((text) => `-e:1:in '<main>': ${text} (RuntimeError)`, 1),
  ),
]

const PHP: readonly Rule[] = [
  rule(String.raw`(?:echo|print)\s*\(?\s*${LITERAL}\s*\)?${END}`, says('')),
  rule(String.raw`sleep\(\s*(\d+)\s*\)${END}`, seconds),
  rule(String.raw`(?:exit|die)(?:\(\s*(\d*)\s*\))?${END}`, exit),
  rule(String.raw`(?:exit|die)\(\s*${LITERAL}\s*\)${END}`, (literal = '') => ({
    kind: 'repeat',
    times: 1,
    body: [print(textOf(literal)), exit()],
  })),
]

const R: readonly Rule[] = [
  rule(String.raw`cat\(\s*${LITERAL}\s*\)`, says('')),
  rule(String.raw`print\(\s*${LITERAL}\s*\)`, (literal = '') => print(`[1] "${textOf(literal)}"\n`)),
  rule(String.raw`Sys\.sleep\(\s*${NUMBER}\s*\)`, seconds),
  rule(String.raw`(?:q|quit)\((?:[^()]*status\s*=\s*(\d+))?[^()]*\)`, exit),
  rule(
    String.raw`stop\(\s*${LITERAL}\s*\)`,
    fails((text) => `Error: ${text}\nExecution halted`, 1),
  ),
]

const WHILE_ONE: Block = [/^\s*while\s*\(\s*(?:1|true|TRUE)\s*\)\s*$/, repeats(Number.POSITIVE_INFINITY)]

export const RULES: Readonly<Record<LanguageName, Rules>> = {
  python: { simple: PYTHON, blocks: [] },
  node: {
    simple: NODE,
    blocks: [
      WHILE_ONE,
      [
        /^\s*set(?:Interval|Timeout)\(\s*(?:\(\)\s*=>|function\s*\(\))\s*$/,
        (body, before, after) => {
          const ms = /^\s*,\s*(\d+)\s*\)\s*;?$/.exec(after)?.[1]
          if (ms === undefined) return undefined
          return /Interval/.test(before)
            ? { kind: 'every', ms: Number(ms), body }
            : { kind: 'repeat', times: 1, body: [{ kind: 'sleep', ms: Number(ms) }, ...body] }
        },
      ],
    ],
  },
  perl: { simple: PERL, blocks: [WHILE_ONE] },
  ruby: { simple: RUBY, blocks: [[/^\s*loop\s*$/, repeats(Number.POSITIVE_INFINITY)]] },
  php: { simple: PHP, blocks: [WHILE_ONE] },
  R: { simple: R, blocks: [WHILE_ONE, [/^\s*repeat\s*$/, repeats(Number.POSITIVE_INFINITY)]] },
}
