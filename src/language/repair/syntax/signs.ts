import { ownValue } from '../../../lib/own.ts'
import { partsOf } from './lines.ts'

/** What looks like one of YAML's signs, or like a blank, and is another letter. */
const PLAIN: Readonly<Record<string, string>> = {
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u3000': '  ',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\ufeff': '',
  '：': ': ',
  '，': ', ',
  '；': ';',
  '－': '-',
  '–': '-',
  '—': '-',
  '“': '"',
  '”': '"',
  '„': '"',
  '「': '"',
  '」': '"',
  '‘': "'",
  '’': "'",
  '［': '[',
  '］': ']',
  '｛': '{',
  '｝': '}',
  '＃': '#',
  '／': '/',
  '＝': '=',
}
const ODD = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g')

/** Each such sign in what YAML reads: not in comments, and not within plain quotes. */
export function withPlainSigns(piece: string): { readonly text: string; readonly count: number } {
  let count = 0
  const plain = (text: string): string =>
    text.replace(ODD, (sign, index: number) => {
      count++
      const meant = ownValue(PLAIN, sign) ?? sign
      // A blank that is there already is enough.
      return meant.endsWith(' ') && meant.length > 1 && sign !== '\u3000' && /^(?:\s|$)/.test(text.slice(index + 1))
        ? meant.trimEnd()
        : meant
    })
  const text = piece
    .split('\n')
    .map((line) => {
      if (line.search(ODD) < 0) return line
      const lead = /^[\s\ufeff\u200b]*/.exec(line)?.[0] ?? ''
      const { lead: dashes, content, comment } = partsOf(line.slice(lead.length))
      const outside = /^(?<blank>[\s\u3000\u00a0]*)(?<rest>.*)$/s.exec(comment)?.groups
      return (
        plain(lead) +
        dashes +
        inside(content, plain) +
        (outside ? plain(outside.blank ?? '') + (outside.rest ?? '') : '')
      )
    })
    .join('\n')
  return { text, count }
}

/** What stands between YAML's own quotes stays. */
function inside(content: string, plain: (text: string) => string): string {
  return content
    .split(/("(?:[^"\\]|\\.)*"|'[^']*')/)
    .map((part, index) => (index % 2 === 1 ? part : plain(part)))
    .join('')
}

/** Spaces for the tabs that lines are indented with. */
export function withoutTabs(piece: string): string {
  return piece.replace(/^[ \t]*\t[ \t]*/gm, (indent) => indent.replaceAll('\t', '  '))
}
