import { sameValue } from '../lib/same-value.ts'
import { goDuration } from '../lib/time.ts'
import type { AssumedProgram } from './assumed-program.ts'
import type { ProgramEnd, ServedPort } from './described-program.ts'
import type { ScenarioImage } from './scenario-image.ts'

/**
 * What is assumed of an image, as the fields of its `images:` entry. An image in several containers is taken for several
 * things: what they do not have in common stays assumed. What the entry says already is left out.
 */
export function assumedFields(programs: readonly AssumedProgram[], said?: ScenarioImage): Record<string, unknown> {
  const common = (field: string, saidBy: (program: AssumedProgram) => unknown): Record<string, unknown> => {
    const [value, ...others] = programs.map(saidBy)
    return value !== undefined && others.every((other) => sameValue(other, value)) ? { [field]: value } : {}
  }
  return {
    ...(said?.user === undefined
      ? common('user', ({ user }) => (/^\d{1,9}$/.test(user ?? '') ? Number(user) : user))
      : {}),
    ...(said?.ports ? {} : common('ports', ({ ports }) => ports.map(portItem))),
    ...(said?.startMs === undefined ? common('startTime', ({ startMs }) => goDuration(startMs)) : {}),
    ...(said?.answers ? {} : common('answers', ({ ports }) => (ports.length > 0 ? [{ status: 200 }] : undefined))),
    ...(said?.ends === undefined ? common('ends', ({ ends }) => (ends ? endOf(ends) : 'never')) : {}),
    ...(said?.onTerm === undefined
      ? common('onTerm', ({ onTerm }) => (onTerm === 'ignore' ? onTerm : endOf(onTerm)))
      : {}),
  }
}

function portItem({ port, protocols }: ServedPort): unknown {
  if (protocols.join() === 'http') return port
  return { port, protocol: protocols.length === 1 ? protocols[0] : protocols }
}

function endOf({ code, afterMs }: ProgramEnd): unknown {
  return { code, after: goDuration(afterMs) }
}
