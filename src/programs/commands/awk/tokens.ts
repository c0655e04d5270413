import { unescapeText } from '../escapes.ts'

export type Token =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'string' | 'regex' | 'name' | 'call' | 'word' | 'sign'; readonly text: string }
  | { readonly kind: 'newline' | 'end' }

/** What is wrong with a program, or what of the language is left out here. */
export class AwkError {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

const WORDS = new Set(
  'BEGIN END function func if else while for do break continue next exit return delete in print printf'.split(' '),
)
const SIGNS = /^(?:\*\*=|\*\*|&&|\|\||\+\+|--|[-+*/%^!=<>]=|>>|!~|[{}()[\];,+\-*/%^!<>|?:~$=])/

/** After one of these a slash divides; elsewhere it begins a regular expression. */
function endsOperand(token: Token | undefined): boolean {
  if (!token) return false
  if (token.kind === 'sign') return token.text === ')' || token.text === ']' || token.text === '$'
  return token.kind === 'number' || token.kind === 'string' || token.kind === 'name'
}

export function tokensOf(program: string): Token[] {
  const tokens: Token[] = []
  let rest = program
  const take = (length: number): void => {
    rest = rest.slice(length)
  }
  while (rest !== '') {
    const blank = /^(?:[ \t\r]+|#[^\n]*|\\\n)/.exec(rest)
    if (blank) {
      take(blank[0].length)
      continue
    }
    if (rest[0] === '\n') {
      tokens.push({ kind: 'newline' })
      take(1)
      continue
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(rest)
    const string = /^"((?:\\[\s\S]|[^"\\])*)"/.exec(rest)
    const name = /^[A-Za-z_]\w*/.exec(rest)
    const regex =
      rest[0] === '/' && !endsOperand(tokens.at(-1)) ? /^\/((?:\\.|\[\^?\]?[^\]]*\]|[^/\\\n])*)\//.exec(rest) : null
    const sign = SIGNS.exec(rest)
    if (number) {
      tokens.push({ kind: 'number', value: Number(number[0]) })
      take(number[0].length)
    } else if (string) {
      tokens.push({
        kind: 'string',
        text: unescapeText((string[1] as string).replace(/\\(["/])/g, '$1'), 'format').text,
      })
      take(string[0].length)
    } else if (regex) {
      tokens.push({ kind: 'regex', text: regex[1] as string })
      take(regex[0].length)
    } else if (name) {
      take(name[0].length)
      if (name[0] === 'getline' || name[0] === 'system') throw new AwkError(`not supported here: ${name[0]}`)
      const kind = WORDS.has(name[0]) ? 'word' : rest[0] === '(' ? 'call' : 'name'
      tokens.push({ kind, text: name[0] })
    } else if (sign) {
      tokens.push({ kind: 'sign', text: sign[0] })
      take(sign[0].length)
    } else throw new AwkError('cmd. line:1: Unexpected token')
  }
  tokens.push({ kind: 'newline' }, { kind: 'end' })
  return tokens
}
