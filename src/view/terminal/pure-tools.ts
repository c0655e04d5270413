import type { ShellWords } from '../../kubectl/command-line/words.ts'

/** A tool that makes text of text, and how its command line names files. */
export interface PureTool {
  /** So many words behind its options are no files; what follows is read. */
  readonly words: number
  /** Its one-letter options that take a value which is no file. */
  readonly valued: string
}

const tool = (words: number, valued = ''): PureTool => ({ words, valued })
const ANY = Number.POSITIVE_INFINITY

/** They see nothing but what they are given: what they print is the same at any time, on any machine. */
export const PURE_TOOLS: ReadonlyMap<string, PureTool> = new Map([
  ['grep', tool(1, 'mABCe')],
  ['egrep', tool(1, 'mABCe')],
  ['fgrep', tool(1, 'mABCe')],
  ['head', tool(0, 'nc')],
  ['tail', tool(0, 'nc')],
  ['wc', tool(0)],
  ['awk', tool(1, 'Fv')],
  ['sort', tool(0, 'kt')],
  ['jq', tool(1)],
  ['cut', tool(0, 'dfcb')],
  ['uniq', tool(0, 'fs')],
  ['tr', tool(2)],
  ['sed', tool(1, 'e')],
  ['cat', tool(0)],
  ['less', tool(0)],
  ['more', tool(0)],
  ['nl', tool(0)],
  ['tac', tool(0)],
  ['rev', tool(0)],
  ['column', tool(0, 's')],
  ['base64', tool(0)],
  ['xxd', tool(0)],
  ['echo', tool(ANY)],
  ['printf', tool(ANY)],
  ['seq', tool(ANY)],
  ['expr', tool(ANY)],
  ['true', tool(ANY)],
  ['false', tool(ANY)],
])

/** They do nothing but take time. */
export const TIMED: ReadonlySet<string> = new Set(['sleep', 'usleep'])

/** `sed -i`, `sort -o`: it writes into a file; an awk program may, and so may sed's. */
export function editsFiles(program: string, args: ShellWords['words']): boolean {
  if (program === 'sed')
    return args.some((word) => word === undefined || /^-\w*i|^--in-place|(?:^|[\s;/])w\s+\S/.test(word))
  if (program === 'sort') return args.some((word) => word !== undefined && /^-\w*o|^--output/.test(word))
  return program === 'awk' && args.some((word) => word === undefined || /(?:print|printf)[^|]*>|\bsystem\b/.test(word))
}

/** Whether some word of its names a file, or may. An expression given by an option leaves all words to files. */
export function readsFiles({ words, valued }: PureTool, args: ShellWords['words']): boolean {
  if (words === ANY) return false
  let allowed = words
  let plain = 0
  for (let index = 0; index < args.length; index++) {
    const word = args[index]
    if (word === '-') continue
    if (word === '--') return args.length - index - 1 + plain > allowed
    const option = word?.match(/^-(\w)(.*)$/)
    if (option) {
      const [, letter = '', rest] = option
      if (letter === 'f' && !valued.includes('f')) return true
      if (letter === 'e' && valued.includes('e')) allowed = 0
      if (valued.includes(letter) && rest === '') index++
    } else if (!word?.startsWith('--')) plain++
    else if (/file/.test(word)) return true
  }
  return plain > allowed
}
