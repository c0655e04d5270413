import type { FileTree } from '../../../engine/program-api/files.ts'
import type { ProgramFacts } from '../../../engine/program-api/image.ts'
import { COMMANDS } from '../../commands/commands.ts'
import { baseName } from '../../tool.ts'
import { type Description, described } from '../described.ts'
import type { ImageSpec } from '../image.ts'
import { executables } from '../tools.ts'

/**
 * An image that is published and whose program is not simulated: what its Dockerfile and its source say of it. It stands
 * for a program that serves the ports it is known for and whatever its manifest asks of it, and so does any command that
 * nobody says it does not have. Without a `base` there is no shell in it and none of a shell's tools.
 */
export interface Published extends Omit<Description, 'programs'> {
  /**
   * Where its executable lies, which is the entry point too where nothing else is said; several, with blanks between.
   * `path=command`: one that is simulated.
   */
  readonly binary: string
  /** Its exit code at SIGTERM, where that is another than 0; `ignore`: as PID 1 it does not hear it. */
  readonly term?: number | 'ignore'
  /** A tool that ends by itself: its exit code, and after how many seconds. */
  readonly ends?: readonly [code: number, seconds: number]
  /** Tools that it is known not to have, though many expect them. */
  readonly lacks?: string
}

/** The exit code of a Java machine that SIGTERM ends: its hooks are run, then it is 128 + 15. */
export const JAVA_TERM = 143

/** The exit code of a Go program that does not ask for SIGTERM: as PID 1 the signal does not end it, its runtime does. */
export const GO_WITHOUT_HANDLER = 2

export function published({ binary, term, ends, lacks = '', ...description }: Published): ImageSpec {
  const binaries = binary.split(' ')
  const paths = binaries.map((each) => each.replace(/=.*/, ''))
  const spec = described({
    base: 'none',
    entrypoint: [paths[0] as string],
    ...description,
    programs: binaries.map((each) => (each.includes('=') ? each : `${each}=described-program`)).join(' '),
  })
  const { base = 'none' } = description
  const own = new Set(paths.map(baseName))
  // What an image is published for is in it, also where it has the name of one of a shell's tools.
  const lacking = new Set([...(base === 'none' ? USER_LAND : lacks.split(' '))].filter((name) => !own.has(name)))
  const added = base === 'none' ? {} : addedTo(base, lacking)
  const facts: ProgramFacts = {
    ...(term === undefined ? {} : { onTerm: term === 'ignore' ? term : { code: term, afterMs: 0 } }),
    ...(ends ? { ends: { code: ends[0], afterMs: ends[1] * 1000 } } : {}),
  }
  return {
    ...spec,
    image: (tag) => {
      const image = spec.image(tag)
      const has = Object.entries({ ...added, ...image.files }).filter(([path]) => !lacking.has(baseName(path)))
      const files = Object.fromEntries(has)
      return { ...image, files, facts, fallbackProgram: 'described-program', lacks: lacking }
    },
  }
}

/** Nobody lists what a Dockerfile adds to its base: whoever writes a command has an image with the tool in it. */
const ADDED = `curl wget nc ps pgrep pidof pkill killall top free uptime ss netstat nslookup dig host ping ip ifconfig iptables
  git envsubst getent hostname tar gzip gunzip base64 sha256sum timeout su gosu tini grpc_health_probe`

function addedTo(base: string, lacks: ReadonlySet<string>): FileTree {
  const names = ADDED.split(/\s+/).filter((name) => COMMANDS.has(name) && !lacks.has(name))
  return {
    ...executables('/usr/bin', names.join(' ')),
    ...executables(base === 'alpine' || base === 'busybox' ? '/bin' : '/usr/bin', 'bash'),
  }
}

const USER_LAND: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'jq', ...COMMANDS.keys()])
