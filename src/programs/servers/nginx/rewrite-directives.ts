import type { Condition, Inside, Rewrite } from './config.ts'
import { type Directive, problemAt } from './directive.ts'
import { patternOf } from './pattern.ts'

const FLAGS = ['last', 'break', 'redirect', 'permanent'] as const

/** The rewrite module's directives of a block. `inside`: what the body of an `if` changes. */
// nginx: http/modules/ngx_http_rewrite_module.c (1.27)
export function rewritesOf(block: readonly Directive[], inside: (directive: Directive) => Inside): readonly Rewrite[] {
  return block.flatMap((directive): readonly Rewrite[] => {
    const { name, args } = directive
    switch (name) {
      case 'return':
        return [returnOf(directive)]
      case 'rewrite': {
        const [source = '', to = '', word] = args
        const flag = FLAGS.find((each) => each === word)
        if (word !== undefined && !flag) throw problemAt(directive, `invalid parameter "${word}"`)
        return [{ kind: 'rewrite', pattern: patternOf(source, directive), to, flag }]
      }
      case 'set': {
        const [variable = '', value = ''] = args
        if (!variable.startsWith('$')) throw problemAt(directive, `invalid variable name "${variable}"`)
        return [{ kind: 'set', name: variable.slice(1), value }]
      }
      case 'break':
        return [{ kind: 'break' }]
      case 'if': {
        const rewrites = rewritesOf(directive.block ?? [], inside)
        return [{ kind: 'if', test: conditionOf(directive), rewrites, inside: inside(directive) }]
      }
      default:
        return []
    }
  })
}

function returnOf(directive: Directive): Rewrite {
  const [first = '', text] = directive.args
  if (/^\d+$/.test(first)) {
    if (Number(first) > 999) throw problemAt(directive, `invalid return code "${first}"`)
    return { kind: 'return', status: Number(first), text }
  }
  if (text === undefined && /^(?:https?:\/\/|\$scheme)/.test(first)) return { kind: 'return', status: 302, text: first }
  throw problemAt(directive, `invalid return code "${first}"`)
}

function conditionOf(directive: Directive): Condition {
  const words = withoutParentheses(directive)
  const [first = '', operator, value = ''] = words
  if (words.length === 1 && first.startsWith('$')) return { kind: 'variable', text: first }
  const file = /^(!?)-([fdex])$/.exec(first)
  if (file && words.length === 2) {
    return { kind: 'file', negated: file[1] !== '', test: file[2] as 'f', path: operator ?? '' }
  }
  if (!first.startsWith('$')) throw problemAt(directive, `invalid condition "${first}"`)
  switch (operator) {
    case '=':
    case '!=':
      return { kind: 'equals', negated: operator === '!=', text: first, value }
    case '~':
    case '~*':
    case '!~':
    case '!~*': {
      const pattern = patternOf(value, directive, operator.endsWith('*'))
      return { kind: 'matches', negated: operator.startsWith('!'), text: first, pattern }
    }
    default:
      throw problemAt(directive, `unexpected "${operator ?? ''}" in condition`)
  }
}

/** `(` and `)` stick to the first and the last word, or stand alone. */
function withoutParentheses(directive: Directive): string[] {
  const words = [...directive.args]
  const first = words[0] ?? ''
  if (!first.startsWith('(')) throw problemAt(directive, `invalid condition "${first}"`)
  words[0] = first.slice(1)
  const last = words.at(-1) ?? ''
  if (!last.endsWith(')')) throw problemAt(directive, `invalid condition "${last}"`)
  words[words.length - 1] = last.slice(0, -1)
  return words.filter((word, i) => word !== '' || (i > 0 && i < words.length - 1))
}
