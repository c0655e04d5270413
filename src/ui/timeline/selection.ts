import type { Selection } from '../../app/state.ts'
import type { Pointed } from '../../view/lanes/pointed.ts'

export function selectionOf(pointed: Pointed | undefined): Selection | undefined {
  if (!pointed) return undefined
  if (pointed.kind === 'attempt') return { kind: 'attempt', track: pointed.lane.trackIndex, index: pointed.index }
  if (pointed.kind === 'log') {
    const line = pointed.lane.logs.lines[pointed.index]
    return line && { kind: 'entry', seq: line.seq }
  }
  return pointed.mark.seq === undefined ? undefined : { kind: 'entry', seq: pointed.mark.seq }
}
