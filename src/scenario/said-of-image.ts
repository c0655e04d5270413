import { goDuration } from '../lib/time.ts'
import type { AssumedProgram } from './assumed-program.ts'
import type { ProgramEnd, ServedPort } from './described-program.ts'
import type { EntryField } from './image-entry-edit.ts'
import type { ScenarioImage } from './scenario.ts'

/**
 * What is assumed of an image, as the fields of its `images:` entry. An image in several containers is taken for several
 * things: what they do not have in common stays assumed. What the entry says already is left out.
 */
export function assumedFields(programs: readonly AssumedProgram[], said?: ScenarioImage): EntryField[] {
  const common = (field: string, textOf: (program: AssumedProgram) => string | undefined): EntryField[] => {
    const texts = new Set(programs.map(textOf))
    const [text] = texts
    return texts.size === 1 && text !== undefined ? [[field, text]] : []
  }
  return [
    ...(said?.user === undefined ? common('user', ({ user }) => user) : []),
    ...(said?.ports ? [] : common('ports', ({ ports }) => `[${ports.map(portItem).join(', ')}]`)),
    ...(said?.startMs === undefined ? common('startTime', ({ startMs }) => goDuration(startMs)) : []),
    ...(said?.answers ? [] : common('answers', ({ ports }) => (ports.length > 0 ? '[{status: 200}]' : undefined))),
    ...(said?.ends === undefined ? common('ends', ({ ends }) => (ends ? endText(ends) : 'never')) : []),
    ...(said?.onTerm === undefined
      ? common('onTerm', ({ onTerm }) => (onTerm === 'ignore' ? onTerm : endText(onTerm)))
      : []),
  ]
}

function portItem({ port, protocols }: ServedPort): string {
  if (protocols.join() === 'http') return String(port)
  return `{port: ${port}, protocol: ${protocols.length === 1 ? protocols[0] : `[${protocols.join(', ')}]`}}`
}

function endText({ code, afterMs }: ProgramEnd): string {
  return `{code: ${code}, after: ${goDuration(afterMs)}}`
}
