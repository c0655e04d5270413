import type { ILink, ILinkProvider, Terminal } from '@xterm/xterm'
import { showLine } from '../../app/panels.ts'
import { appStore } from '../../app/store.ts'
import { eventTime, podNames, showPod } from '../../app/terminal-links.ts'

/** A step's line of the text, as the screen names it in each language. */
const STEP_LINE = /→ (?:line |第 )(\d+)(?: 行)?/
/** An Event as kubectl lists it: its age first. */
const EVENT_ROW = /^\s*(?:(?:Normal|Warning) .*|\d+[a-z0-9]* (?:\(x\d+ over \w+\) )? *(?:Normal|Warning) .*)$/

/** Names of Pods select their lane, Events move the playhead, a step leads to its line of the text. */
export function screenLinks(terminal: Terminal): ILinkProvider {
  return {
    provideLinks(row, found) {
      const text = terminal.buffer.active.getLine(row - 1)?.translateToString(true) ?? ''
      found([...stepLinks(text, row), ...eventLinks(text, row), ...podLinks(text, row)])
    },
  }
}

function link(text: string, row: number, start: number, activate: () => void): ILink {
  const range = { start: { x: start + 1, y: row }, end: { x: start + text.length, y: row } }
  return { text, range, activate }
}

function stepLinks(text: string, row: number): ILink[] {
  const match = STEP_LINE.exec(text)
  return match ? [link(match[0], row, match.index, () => showLine(Number(match[1])))] : []
}

function eventLinks(text: string, row: number): ILink[] {
  if (!EVENT_ROW.test(text)) return []
  const { trace, playheadMs } = appStore.getState()
  const at = eventTime(text, trace, playheadMs)
  const word = /Normal|Warning/.exec(text)
  if (at === undefined || !word) return []
  return [
    link(text.slice(0, word.index).trimEnd() || word[0], row, text.search(/\S/), () => appStore.getState().seek(at)),
  ]
}

function podLinks(text: string, row: number): ILink[] {
  const names = new Set(podNames(appStore.getState().trace))
  return [...text.matchAll(/[a-z0-9][a-z0-9.-]*/g)].flatMap((match) =>
    names.has(match[0]) ? [link(match[0], row, match.index, () => showPod(match[0]))] : [],
  )
}
