import type { Selection } from '../../app/state.ts'
import { marksWithin } from '../../view/lanes/mark-index.ts'
import type { Pointed } from '../../view/lanes/pointed.ts'

export function selectionOf(pointed: Pointed | undefined): Selection | undefined {
  if (!pointed) return undefined
  if (pointed.kind === 'stretch') {
    const { lane, from, to } = pointed
    const [first, end] = marksWithin(lane.marks, from, to)
    const within = lane.marks.slice(first, end).filter(({ seq }) => seq !== undefined)
    // How something ended is more than how it stood.
    const seq = (within.find(({ kind }) => kind === 'exit') ?? within[0])?.seq
    return seq === undefined ? undefined : { kind: 'entry', seq }
  }
  if (pointed.kind === 'attempt') return { kind: 'attempt', track: pointed.lane.trackIndex, index: pointed.index }
  if (pointed.kind === 'log') {
    const line = pointed.lane.logs.lines[pointed.index]
    return line && { kind: 'entry', seq: line.seq }
  }
  return pointed.mark.seq === undefined ? undefined : { kind: 'entry', seq: pointed.mark.seq }
}
