import { ensure } from '../../lib/assert.ts'
import { kindInfo } from '../../manifest/schema/kinds.ts'
import { type Command, CommandError } from '../command-line/command.ts'
import { flagSet, type Given } from '../command-line/flag-set.ts'

/** A file, in a Pod or here. */
interface Place {
  readonly namespace?: string
  readonly pod?: string
  readonly path: string
}

const FORMAT = 'filespec must match the canonical format: [[namespace/]pod:]file/path'

/** What is wrong with its words, with the Pod and with the file here is told; nothing is copied. */
// kubectl: pkg/cmd/cp/cp.go (v1.36)
export const cp: Command = {
  name: 'cp',
  usage: '<file-spec-src> <file-spec-dest> [options]',
  flags: flagSet('-c --container string; --no-preserve bool; --retries int=0'),
  complete: 'none',
  check: ({ args }) => {
    const places = placesOf(args)
    return typeof places === 'string' ? places : undefined
  },
  notSimulated: (_, path) => [path],
  *run({ given, client, terminal, path, namespace }) {
    const [from, to] = placesOf(given.args) as readonly [Place, Place]
    if (from.pod === undefined && terminal.readFile(from.path) === undefined && !terminal.listDirectory(from.path)) {
      throw new CommandError(`${from.path} doesn't exist in local filesystem`)
    }
    const { pod = '', namespace: named } = from.pod === undefined ? to : from
    const info = ensure(kindInfo('v1', 'Pod'), 'the kind of Pods')
    const present = yield* client.get({ info, namespace: named ?? namespace, name: pod })
    if (present.status) throw new CommandError(present.status)
    throw new CommandError(`not simulated yet: ${path}`)
  },
}

/** A text says what is wrong. */
// kubectl: pkg/cmd/cp/cp.go Run, extractFileSpec (v1.36)
function placesOf(args: Given['args']): readonly [Place, Place] | string {
  if (args.length !== 2) return 'source and destination are required'
  const [from, to] = args.map(placeOf)
  if (!from || !to) return FORMAT
  if (from.pod !== undefined && to.pod !== undefined) return 'one of src or dest must be a local file specification'
  if (from.path === '' || to.path === '') return 'filepath can not be empty'
  if (from.pod === undefined && to.pod === undefined) return 'one of src or dest must be a remote file specification'
  return [from, to]
}

function placeOf(text: string): Place | undefined {
  const colon = text.indexOf(':')
  if (colon < 0) return { path: text }
  const [first = '', second, ...more] = text.slice(0, colon).split('/')
  if (first === '' || more.length > 0) return undefined
  const path = text.slice(colon + 1)
  return second === undefined ? { pod: first, path } : { namespace: first, pod: second, path }
}
