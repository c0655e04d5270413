import { fieldsOf } from '../../schema/fields.ts'
import type { RepairTitle } from '../repair.ts'
import { endOfBlock, type Line, lineAbove, linesOf, partsOf, withLines } from './lines.ts'
import { withoutTabs, withPlainSigns } from './signs.ts'

/** Another text of a piece that is no YAML, or has a field where none belongs. */
export interface Candidate {
  readonly title: RepairTitle
  readonly text: string
}

/** What could have been meant, the likeliest first. `at`: the line, from 0, in which the mistake was noticed. */
export function* candidatesFor(piece: string, at: number): Generator<Candidate> {
  yield* wholeText(piece)
  const lines = linesOf(piece)
  const above = lineAbove(lines, at)
  const near = [at, ...(above === undefined ? [] : [above]), at + 1].filter((each) => lines[each]?.hasContent)
  for (const line of near) yield* ofLine(piece, line)
  const further = above === undefined ? undefined : lineAbove(lines, above)
  // A word alone would become a part of the text above it.
  if (near.every((line) => mayBeMoved(lines[line]?.text ?? '')))
    for (const line of [...near, ...(further === undefined ? [] : [further])]) yield* ofIndent(piece, lines, line)
  for (const line of near) yield* lastResorts(piece, line)
}

/** What holds for all of it, or for none. */
function* wholeText(piece: string): Generator<Candidate> {
  const { text, count } = withPlainSigns(piece)
  if (count > 0) yield { title: { kind: 'plainSigns', count }, text }
  const spaces = withoutTabs(piece)
  if (spaces !== piece) {
    yield { title: { kind: 'spacesForTabs' }, text: spaces }
    if (count > 0) yield { title: { kind: 'plainSigns', count }, text: withPlainSigns(spaces).text }
  }
  const comments = piece.replace(/^([ \t]*)\/\/+/gm, '$1#').replace(/([ \t])\/\/+(?=[ \t])/g, '$1#')
  if (comments !== piece) yield { title: { kind: 'comment' }, text: comments }
  // A line of two dashes is meant for one of three.
  const separated = piece.replace(/^(?:--|-{4,}|—+|\*\*\*|===+)[ \t]*$/gm, '---')
  if (separated !== piece) yield { title: { kind: 'separator' }, text: separated }
  const unnumbered = withoutNumbers(piece)
  if (unnumbered !== undefined) yield { title: { kind: 'dropNumbers' }, text: unnumbered }
  const said = piece.replace(/^([ \t]*)(?=[A-Za-z]\w* <[\w[\]. -]+>[ \t]*(?:#|$))/gm, '$1# ')
  if (said !== piece) yield { title: { kind: 'comment' }, text: said }
  const omitted = piece.replace(/^[ \t]*(?:\.{2,}|…+|\. \. \.)[ \t]*(?:#.*)?$\n?/gm, '')
  if (omitted !== piece) yield { title: { kind: 'dropOmission' }, text: omitted }
}

/** Numbers at the left of lines, of a listing or of remarks; a key never begins with one there. */
function withoutNumbers(piece: string): string | undefined {
  const lines = piece.split('\n')
  const numbered = lines.filter((line) => /^[ \t]*\d+[ \t|:]*(?=$|[ \t]*(?:- )?[A-Za-z#-])/.test(line))
  if (numbered.length < 3) return undefined
  const listing = lines.filter((line) => line.trim() !== '').every((line) => /^[ \t]*\d+(?:[ \t|:]|$)/.test(line))
  if (listing) {
    const bare = lines.map((line) => line.replace(/^[ \t]*\d+[|:]?/, ''))
    const margin = Math.min(
      ...bare.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0),
    )
    return bare.map((line) => line.slice(margin)).join('\n')
  }
  return lines.map((line) => line.replace(/^\d+(?=[ \t]*(?:- )?[A-Za-z#])/, '')).join('\n')
}

/** What one line is short of. */
function* ofLine(piece: string, at: number): Generator<Candidate> {
  const rewritten = (title: RepairTitle, rewrite: (line: string) => string): Candidate => ({
    title,
    text: withLines(piece, at, at + 1, rewrite),
  })
  const line = piece.split('\n')[at] ?? ''
  const { lead, content, comment } = partsOf(line)
  const glued = /^([A-Za-z][\w./-]*):(?=[^\s/:])(.*)$/.exec(content)
  if (glued) yield rewritten({ kind: 'spaceAfterColon' }, () => `${lead}${glued[1]}: ${glued[2]}${comment}`)
  const spaced = /^([A-Za-z][\w./-]*)[ \t]+:[ \t]*(.*)$/.exec(content)
  if (spaced) yield rewritten({ kind: 'spaceAfterColon' }, () => `${lead}${spaced[1]}: ${spaced[2]}${comment}`)
  // A dash without its blank, and an item behind another one.
  const dash = /^([ \t]*)-(?=[A-Za-z"'{])(.*)$/.exec(line)
  if (dash) yield rewritten({ kind: 'spaceAfterColon' }, () => `${dash[1]}- ${dash[2]}`)
  const two = /^([ \t]*)((?:- +)*)([\w./-]+: *[^#]*?)(-?) +([A-Za-z][\w./-]*:(?: .*)?)$/.exec(line)
  if (two) {
    const [, margin = '', dashes = '', first = '', isItem = '', second = ''] = two
    const own = isItem === '' ? ' '.repeat(dashes.length) : `${dashes === '' ? '- ' : dashes}`
    yield rewritten({ kind: 'ownLine' }, () => `${margin}${dashes}${first.trimEnd()}\n${margin}${own}${second}`)
    if (isItem !== '')
      yield rewritten(
        { kind: 'ownLine' },
        () => `${margin}${dashes}${first.trimEnd()}\n${margin}${' '.repeat(dashes.length)}${second}`,
      )
  }
  const bare = /^[A-Za-z]\w*$/.exec(content)
  if (bare && isField(content))
    yield rewritten({ kind: 'addColon', key: content }, () => `${lead}${content}:${comment}`)
  const noColon = /^([A-Za-z]\w*)[ \t]+([^\s:=].*)$/.exec(content)
  if (noColon && isField(noColon[1] ?? ''))
    yield rewritten({ kind: 'addColon', key: noColon[1] ?? '' }, () => `${lead}${noColon[1]}: ${noColon[2]}${comment}`)
  const assigned = /^([A-Za-z]\w*)[ \t]*=[ \t]*(.+)$/.exec(content)
  if (assigned && isField(assigned[1] ?? ''))
    yield rewritten(
      { kind: 'addColon', key: assigned[1] ?? '' },
      () => `${lead}${assigned[1]}: ${assigned[2]}${comment}`,
    )
  const pair = /^([\w./-]+:[ \t]+)([^"'[{|>&*!].*|[*&!%@`].*)$/.exec(content)
  const value = pair?.[2] ?? ''
  if (pair && /[:#{}[\],&*!|>%@`"']/.test(value))
    yield rewritten({ kind: 'quote' }, () => `${lead}${pair[1]}${JSON.stringify(value)}${comment}`)
  if (!pair && lead.trimStart().startsWith('-') && /^[^"'[{|>]/.test(content) && /: |[&*!%@`]/.test(content))
    yield rewritten({ kind: 'quote' }, () => `${lead}${JSON.stringify(content)}${comment}`)
  for (const sign of ['"', "'"]) {
    if (content.split(sign).length % 2 === 0)
      yield rewritten({ kind: 'closeQuote' }, () =>
        content.endsWith(sign)
          ? `${lead}${content.replace(/^([\w./-]+: *)(?=\S)/, `$1${sign}`)}${comment}`
          : `${lead}${content}${sign}${comment}`,
      )
  }
  for (const [open, close] of ['[]', '{}'] as const) {
    const missing = content.split(open as string).length - content.split(close as string).length
    if (missing > 0 && missing < 5)
      yield rewritten({ kind: 'closeQuote' }, () => `${lead}${content}${(close as string).repeat(missing)}${comment}`)
    if (missing === -1 && content.endsWith(close as string))
      yield rewritten({ kind: 'closeQuote' }, () => `${lead}${content.slice(0, -1)}${comment}`)
  }
}

/** Words that stand in front of a colon in some manifest. */
const DEFINITIONS = [
  ...['ObjectOfSomeKind', 'Pod', 'ObjectMeta', 'PodSpec', 'Container', 'Probe', 'ResourceRequirements', 'ServiceSpec'],
  ...['apps_v1_DeploymentSpec', 'batch_v1_JobSpec', 'Volume', 'Lifecycle', 'LabelSelector', 'HTTPGetAction'],
  ...['PodSecurityContext', 'SecurityContext', 'ScenarioSpec', 'ConfigMap', 'EnvVar', 'VolumeMount', 'ContainerPort'],
]

function isField(word: string): boolean {
  return DEFINITIONS.some((definition) => fieldsOf(definition)?.has(word)) || ['limits', 'requests'].includes(word)
}

/** So far above columns are looked for that a line could stand in. */
const LOOKS_BACK = 40

/** The same lines further left or right. */
function* ofIndent(piece: string, lines: readonly Line[], at: number): Generator<Candidate> {
  const own = lines[at]?.indent ?? 0
  const columns = columnsAbove(lines, at).filter((column) => column !== own)
  const ends = [at + 1, endOfBlock(lines, at), endOfBlock(lines, at, true)]
  for (const column of columns) {
    for (const end of [...new Set(ends)]) {
      const by = column - own
      const text = withLines(piece, at, end, (line, index) =>
        line.trim() === '' ? line : shifted(line, index === at ? by : Math.max(by, -(lines[index]?.indent ?? 0))),
      )
      yield { title: { kind: 'indent', lines: end - at }, text }
    }
  }
}

function mayBeMoved(line: string): boolean {
  return /^\s*(?:-\s|-$|[^\s:]+\s*:|[\]}])/.test(line)
}

function columnsAbove(lines: readonly Line[], at: number): readonly number[] {
  const columns = new Set<number>()
  for (let above = at - 1, seen = 0; above >= 0 && seen < LOOKS_BACK; above--) {
    const line = lines[above] as Line
    if (!line.hasContent) continue
    const dashes = /^[ ]*(?:-[ ]+)*/.exec(line.text)?.[0].length ?? 0
    if (seen === 0) columns.add(dashes + 2)
    columns.add(line.indent).add(dashes)
    seen++
  }
  return [...columns].sort((a, b) => Math.abs(a - (lines[at]?.indent ?? 0)) - Math.abs(b - (lines[at]?.indent ?? 0)))
}

function shifted(line: string, by: number): string {
  return by >= 0 ? ' '.repeat(by) + line : line.slice(-by)
}

/** Where nothing else helps the line is no part of the manifest. */
function* lastResorts(piece: string, at: number): Generator<Candidate> {
  const line = piece.split('\n')[at] ?? ''
  const indent = /^[ \t]*/.exec(line)?.[0] ?? ''
  yield {
    title: { kind: 'commentOut' },
    text: withLines(piece, at, at + 1, () => `${indent}# ${line.slice(indent.length)}`),
  }
}
