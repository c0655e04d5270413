import type { Task } from '../../../engine/program-api/task.ts'
import type { Shell } from '../shell.ts'

const WHO = ['u', 'g', 'o'] as const

/** umask: kept and shown; files get the mode that their creator asks for all the same. */
export function* umask(shell: Shell, fields: readonly string[]): Task<number> {
  const symbolic = fields[1] === '-S'
  const text = fields[symbolic ? 2 : 1]
  if (text === undefined) {
    yield* shell.stdout.write(`${symbolic ? inWords(shell.umask) : shell.umask.toString(8).padStart(4, '0')}\n`)
    return 0
  }
  const mask = /^[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) : fromWords(text, shell.umask)
  if (mask === undefined) {
    yield* shell.complain(`Illegal mode: ${text}`, 'umask')
    return 2
  }
  shell.umask = mask & 0o777
  return 0
}

function inWords(mask: number): string {
  return WHO.map((who, index) => {
    const allowed = ~(mask >> (6 - 3 * index)) & 7
    return `${who}=${allowed & 4 ? 'r' : ''}${allowed & 2 ? 'w' : ''}${allowed & 1 ? 'x' : ''}`
  }).join(',')
}

/** u=rwx,g+w,o-r: what is allowed, so the opposite of the mask. */
function fromWords(text: string, mask: number): number | undefined {
  let allowed = ~mask & 0o777
  for (const clause of text.split(',')) {
    const [, whom = '', how, what = ''] = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause) ?? []
    if (how === undefined) return undefined
    const bits = (what.includes('r') ? 4 : 0) | (what.includes('w') ? 2 : 0) | (what.includes('x') ? 1 : 0)
    WHO.forEach((who, index) => {
      if (whom !== '' && !whom.includes('a') && !whom.includes(who)) return
      const shift = 6 - 3 * index
      if (how === '=') allowed &= ~(7 << shift)
      allowed = how === '-' ? allowed & ~(bits << shift) : allowed | (bits << shift)
    })
  }
  return ~allowed & 0o777
}
