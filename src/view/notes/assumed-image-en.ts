import { goDuration } from '../../lib/time.ts'
import type { AssumedProgram } from '../../scenario/assumed-program.ts'
import type { ServedPort } from '../../scenario/described-program.ts'
import type { AssumedImage } from '../../scenario/note.ts'

/** What an image is taken for that nobody knows, in one line: said where it stands in the text, and in the trace. */
export function assumedImageText({ image, program, hasCommand }: AssumedImage): string {
  const parts = [
    `nobody knows what ${image} does; taken for ${programText(program)}`,
    ...(hasCommand ? [`its command runs with a shell's usual tools, and what is none of them is that program`] : []),
    ...(program.makes.length > 0 ? [`it makes ${program.makes.join(' and ')}, which its probes look for`] : []),
    ...(program.holds.length > 0 ? [`it has ${program.holds.join(' and ')} in it, as its command reads them`] : []),
    ...(program.shares.length > 0 ? [`it puts ${program.shares.join(' and ')} where other containers look`] : []),
  ]
  return `not simulated: ${parts.join('; ')}. The Scenario's images can say what it does`
}

/** The program in words: a server on 8080 (http) that answers its probes after 2s and ends on SIGTERM with 0. */
function programText(program: AssumedProgram): string {
  const { ports, ends, user, onTerm, startMs } = program
  const listed = ports.map(portText).join(', ')
  const noun = ports.length > 0 ? `a server on ${listed}` : 'a program'
  const does = [
    ...(ports.length > 0 ? [`answers its probes ${startMs > 0 ? `after ${goDuration(startMs)}` : 'at once'}`] : []),
    ...(ports.length === 0 && !ends ? ['goes on'] : []),
    ...(user === undefined ? [] : [`runs as uid ${user}`]),
    ends
      ? `ends with ${ends.code} after ${goDuration(ends.afterMs)}`
      : onTerm === 'ignore'
        ? 'does not hear SIGTERM'
        : `ends on SIGTERM with ${onTerm.code}`,
  ]
  const last = does.pop() as string
  return `${noun} that ${does.length > 0 ? `${does.join(', ')} and ` : ''}${last}`
}

function portText({ port, protocols }: ServedPort): string {
  return `${port} (${protocols.join(' and ')})`
}
