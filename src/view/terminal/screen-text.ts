import type { Widen } from '../../lib/widen.ts'
import { clockText } from '../time/time-scale.ts'
import type { Refusal, ScreenItem } from './session.ts'
import type { TERMINAL_EN } from './words-en.ts'

export type TerminalWords = Widen<typeof TERMINAL_EN>

/** A stretch of the screen in one tone: what was typed, what a machine printed, what we say of it. */
export interface Piece {
  readonly tone: 'typed' | 'printed' | 'said'
  readonly text: string
}

/** A command that takes longer is told how long it took. */
const WORTH_TELLING_MS = 100

/** What stands before a line: the clock of the cluster. */
export const promptText = (at: number): string => `${clockText(at, 100)} $ `

/** What a line and its output are on the screen. `lineOf`: where its step stands in the text. */
export function itemPieces(
  item: ScreenItem,
  words: TerminalWords,
  lineOf: (step: NonNullable<ScreenItem['step']>) => number | undefined,
): readonly Piece[] {
  const [first = '', ...more] = item.line.split('\n')
  const line = item.step && lineOf(item.step)
  const pieces: Piece[] = [
    { tone: 'said', text: promptText(item.at) },
    { tone: 'typed', text: [first, ...more.map((each) => `> ${each}`)].join('\n') },
    { tone: 'said', text: line === undefined ? '\n' : `  → ${words.line(line)}\n` },
  ]
  if (item.output !== '') pieces.push({ tone: 'printed', text: item.output })
  if (item.state !== 'ended') return pieces
  if (item.output !== '' && !item.output.endsWith('\n')) pieces.push({ tone: 'said', text: '\n' })
  if (item.refusal) pieces.push({ tone: 'said', text: `${refusalText(item.refusal, words)}\n` })
  const took = item.endAt === undefined ? 0 : item.endAt - item.at
  const said = [
    ...((item.exitCode ?? 0) === 0 ? [] : [words.exit(item.exitCode ?? 0)]),
    ...(took < WORTH_TELLING_MS ? [] : [words.took(durationText(took))]),
  ]
  if (said.length > 0) pieces.push({ tone: 'said', text: `${said.join(' · ')}\n` })
  return pieces
}

const INSTEAD = "kubectl exec POD -- sh -c '…'"
const KEPT = 'NAME=value'

/** Why a line was not run. */
export function refusalText(refusal: Refusal, words: TerminalWords): string {
  switch (refusal.kind) {
    case 'interactive':
      return words.interactive(refusal.command, INSTEAD)
    case 'ownShell':
      return words.ownShell(refusal.command, KEPT)
    default:
      return words[refusal.kind]
  }
}

function durationText(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

const TONES: Readonly<Record<Piece['tone'], string>> = {
  typed: '\u001b[97m',
  printed: '\u001b[39m',
  said: '\u001b[90m',
}

/** For a terminal: bright white is what was typed, bright black what we say. */
export function ansiText(pieces: readonly Piece[]): string {
  return pieces.map(({ tone, text }) => `${TONES[tone]}${text.replaceAll('\n', '\r\n')}`).join('')
}
