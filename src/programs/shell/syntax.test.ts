import { describe, expect, it } from 'vitest'
import { Machine } from '../testing/machine.ts'

/** What each shell says of a script that it cannot read: bash 5.2, dash 0.5.12, busybox 1.35. */
const ROWS: readonly (readonly [
  script: string,
  bash: string | undefined,
  dash: string | undefined,
  ash: string | undefined,
])[] = [
  [
    'curl -s <URL> && echo done',
    "bash: -c: line 1: syntax error near unexpected token `&&'\nbash: -c: line 1: `curl -s <URL> && echo done'\n",
    'sh: 1: Syntax error: "&&" unexpected\n',
    'sh: syntax error: unexpected "&&"\n',
  ],
  [
    'for i in 1 2; echo $i; done',
    "bash: -c: line 1: syntax error near unexpected token `echo'\nbash: -c: line 1: `for i in 1 2; echo $i; done'\n",
    'sh: 1: Syntax error: word unexpected (expecting "do")\n',
    'sh: syntax error: unexpected word (expecting "do")\n',
  ],
  [
    'if [ 1 = 1 ] then echo x; fi',
    "bash: -c: line 1: syntax error near unexpected token `fi'\nbash: -c: line 1: `if [ 1 = 1 ] then echo x; fi'\n",
    'sh: 1: Syntax error: "fi" unexpected (expecting "then")\n',
    'sh: syntax error: unexpected "fi" (expecting "then")\n',
  ],
  [
    'echo "abc',
    'bash: -c: line 1: unexpected EOF while looking for matching `"\'\n',
    'sh: 1: Syntax error: Unterminated quoted string\n',
    'sh: syntax error: unterminated quoted string\n',
  ],
  [
    "echo 'abc",
    "bash: -c: line 1: unexpected EOF while looking for matching `''\n",
    'sh: 1: Syntax error: Unterminated quoted string\n',
    'sh: syntax error: unterminated quoted string\n',
  ],
  [
    'echo $(echo a',
    "bash: -c: line 2: unexpected EOF while looking for matching `)'\n",
    'sh: 1: Syntax error: end of file unexpected (expecting ")")\n',
    'sh: syntax error: unexpected end of file (expecting ")")\n',
  ],
  [
    'echo `echo a',
    "bash: -c: line 1: unexpected EOF while looking for matching ``'\n",
    'sh: 1: Syntax error: EOF in backquote substitution\n',
    'sh: syntax error: EOF in backquote substitution\n',
  ],
  [
    'if true; then echo a',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting "fi")\n',
    'sh: syntax error: unexpected end of file (expecting "fi")\n',
  ],
  [
    'while true; do echo a',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting "done")\n',
    'sh: syntax error: unexpected end of file (expecting "done")\n',
  ],
  [
    'for i in a b; do echo $i',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting "done")\n',
    'sh: syntax error: unexpected end of file (expecting "done")\n',
  ],
  [
    'case x in a) echo a;;',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting ")")\n',
    'sh: syntax error: unexpected end of file (expecting ")")\n',
  ],
  [
    '{ echo a',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting "}")\n',
    'sh: syntax error: unexpected end of file (expecting "}")\n',
  ],
  [
    '( echo a',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting ")")\n',
    'sh: syntax error: unexpected end of file (expecting ")")\n',
  ],
  [
    'echo a )',
    "bash: -c: line 1: syntax error near unexpected token `)'\nbash: -c: line 1: `echo a )'\n",
    'sh: 1: Syntax error: ")" unexpected\n',
    'sh: syntax error: unexpected ")"\n',
  ],
  [
    'echo a; }',
    "bash: -c: line 1: syntax error near unexpected token `}'\nbash: -c: line 1: `echo a; }'\n",
    'sh: 1: Syntax error: "}" unexpected\n',
    'sh: syntax error: unexpected "}"\n',
  ],
  [
    'fi',
    "bash: -c: line 1: syntax error near unexpected token `fi'\nbash: -c: line 1: `fi'\n",
    'sh: 1: Syntax error: "fi" unexpected\n',
    'sh: syntax error: unexpected "fi"\n',
  ],
  [
    'done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `done'\n",
    'sh: 1: Syntax error: "done" unexpected\n',
    'sh: syntax error: unexpected "done"\n',
  ],
  [
    'esac',
    "bash: -c: line 1: syntax error near unexpected token `esac'\nbash: -c: line 1: `esac'\n",
    'sh: 1: Syntax error: "esac" unexpected\n',
    'sh: syntax error: unexpected "esac"\n',
  ],
  [
    'then echo',
    "bash: -c: line 1: syntax error near unexpected token `then'\nbash: -c: line 1: `then echo'\n",
    'sh: 1: Syntax error: "then" unexpected\n',
    'sh: syntax error: unexpected "then"\n',
  ],
  [
    'echo a &&',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected\n',
    'sh: syntax error: unexpected end of file\n',
  ],
  [
    'echo a |',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected\n',
    'sh: syntax error: unexpected end of file\n',
  ],
  [
    '&& echo a',
    "bash: -c: line 1: syntax error near unexpected token `&&'\nbash: -c: line 1: `&& echo a'\n",
    'sh: 1: Syntax error: "&&" unexpected\n',
    'sh: syntax error: unexpected "&&"\n',
  ],
  [
    '| cat',
    "bash: -c: line 1: syntax error near unexpected token `|'\nbash: -c: line 1: `| cat'\n",
    'sh: 1: Syntax error: "|" unexpected\n',
    'sh: syntax error: unexpected "|"\n',
  ],
  [
    '; echo a',
    "bash: -c: line 1: syntax error near unexpected token `;'\nbash: -c: line 1: `; echo a'\n",
    'sh: 1: Syntax error: ";" unexpected\n',
    'sh: syntax error: unexpected ";"\n',
  ],
  [
    'echo a ;; echo b',
    "bash: -c: line 1: syntax error near unexpected token `;;'\nbash: -c: line 1: `echo a ;; echo b'\n",
    'sh: 1: Syntax error: ";;" unexpected\n',
    'sh: syntax error: unexpected ";;"\n',
  ],
  [
    'if true; echo a; fi',
    "bash: -c: line 1: syntax error near unexpected token `fi'\nbash: -c: line 1: `if true; echo a; fi'\n",
    'sh: 1: Syntax error: "fi" unexpected (expecting "then")\n',
    'sh: syntax error: unexpected "fi" (expecting "then")\n',
  ],
  [
    'while true; echo a; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `while true; echo a; done'\n",
    'sh: 1: Syntax error: "done" unexpected (expecting "do")\n',
    'sh: syntax error: unexpected "done" (expecting "do")\n',
  ],
  [
    'for in a; do echo; done',
    "bash: -c: line 1: syntax error near unexpected token `a'\nbash: -c: line 1: `for in a; do echo; done'\n",
    'sh: 1: Syntax error: word unexpected (expecting "do")\n',
    'sh: syntax error: unexpected word (expecting "do")\n',
  ],
  [
    'case x a) echo;; esac',
    "bash: -c: line 1: syntax error near unexpected token `a'\nbash: -c: line 1: `case x a) echo;; esac'\n",
    'sh: 1: Syntax error: word unexpected (expecting "in")\n',
    'sh: syntax error: unexpected word (expecting "in")\n',
  ],
  [
    'echo a > ',
    "bash: -c: line 1: syntax error near unexpected token `newline'\nbash: -c: line 1: `echo a > '\n",
    'sh: 1: Syntax error: end of file unexpected\n',
    'sh: syntax error: unexpected end of file\n',
  ],
  [
    'f() {',
    'bash: -c: line 2: syntax error: unexpected end of file\n',
    'sh: 1: Syntax error: end of file unexpected (expecting "}")\n',
    'sh: syntax error: unexpected end of file (expecting "}")\n',
  ],
  [
    'f( { echo a; }',
    "bash: -c: line 1: syntax error near unexpected token `{'\nbash: -c: line 1: `f( { echo a; }'\n",
    'sh: 1: Syntax error: word unexpected (expecting ")")\n',
    'sh: syntax error: unexpected word (expecting ")")\n',
  ],
  [
    'echo ${a',
    "bash: -c: line 1: unexpected EOF while looking for matching `}'\n",
    "sh: 1: Syntax error: Missing '}'\n",
    "sh: syntax error: missing '}'\n",
  ],
  [
    'echo ${a b}',
    'bash: line 1: ${a b}: bad substitution\n',
    'sh: 1: Bad substitution\n',
    'sh: syntax error: bad substitution\n',
  ],
  [
    'echo $((1+',
    "bash: -c: line 1: unexpected EOF while looking for matching `)'\n",
    "sh: 1: Syntax error: Missing '))'\n",
    "sh: syntax error: missing '))'\n",
  ],
  [
    'echo $((1+))',
    undefined,
    'sh: 1: arithmetic expression: expecting primary: "1+"\n',
    'sh: arithmetic syntax error\n',
  ],
  [
    'if true; then; fi',
    "bash: -c: line 1: syntax error near unexpected token `;'\nbash: -c: line 1: `if true; then; fi'\n",
    'sh: 1: Syntax error: ";" unexpected\n',
    'sh: syntax error: unexpected ";"\n',
  ],
  [
    'do echo a; done',
    "bash: -c: line 1: syntax error near unexpected token `do'\nbash: -c: line 1: `do echo a; done'\n",
    'sh: 1: Syntax error: "do" unexpected\n',
    'sh: syntax error: unexpected "do"\n',
  ],
  [
    'else echo',
    "bash: -c: line 1: syntax error near unexpected token `else'\nbash: -c: line 1: `else echo'\n",
    'sh: 1: Syntax error: "else" unexpected\n',
    'sh: syntax error: unexpected "else"\n',
  ],
  [
    'echo a; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `echo a; done'\n",
    'sh: 1: Syntax error: "done" unexpected\n',
    'sh: syntax error: unexpected "done"\n',
  ],
  [
    'for i in 1 2 do echo $i; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `for i in 1 2 do echo $i; done'\n",
    'sh: 1: Syntax error: "done" unexpected (expecting "do")\n',
    'sh: syntax error: unexpected "done" (expecting "do")\n',
  ],
  [
    'while true do echo; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `while true do echo; done'\n",
    'sh: 1: Syntax error: "done" unexpected (expecting "do")\n',
    'sh: syntax error: unexpected "done" (expecting "do")\n',
  ],
  [
    'if [ -f x ]; then echo a; else echo b; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `if [ -f x ]; then echo a; else echo b; done'\n",
    'sh: 1: Syntax error: "done" unexpected (expecting "fi")\n',
    'sh: syntax error: unexpected "done" (expecting "fi")\n',
  ],
  [
    'echo (a)',
    "bash: -c: line 1: syntax error near unexpected token `a'\nbash: -c: line 1: `echo (a)'\n",
    'sh: 1: Syntax error: word unexpected (expecting ")")\n',
    'sh: syntax error: unexpected word (expecting ")")\n',
  ],
  [
    'echo a & & echo b',
    "bash: -c: line 1: syntax error near unexpected token `&'\nbash: -c: line 1: `echo a & & echo b'\n",
    'sh: 1: Syntax error: "&" unexpected\n',
    'sh: syntax error: unexpected "&"\n',
  ],
  [
    'echo a | | cat',
    "bash: -c: line 1: syntax error near unexpected token `|'\nbash: -c: line 1: `echo a | | cat'\n",
    'sh: 1: Syntax error: "|" unexpected\n',
    'sh: syntax error: unexpected "|"\n',
  ],
  [
    'until true; echo; done',
    "bash: -c: line 1: syntax error near unexpected token `done'\nbash: -c: line 1: `until true; echo; done'\n",
    'sh: 1: Syntax error: "done" unexpected (expecting "do")\n',
    'sh: syntax error: unexpected "done" (expecting "do")\n',
  ],
]

describe('syntax errors', () => {
  it.each(ROWS)('%s', (script, bash, dash, ash) => {
    const said = (image: string, shell: string): string => new Machine({ image }).run([shell, '-c', script]).stderr
    if (bash !== undefined) expect(said('debian', 'bash')).toBe(bash)
    if (dash !== undefined) expect(said('debian', 'sh')).toBe(dash)
    if (ash !== undefined) expect(said('busybox', 'sh')).toBe(ash)
  })
})
