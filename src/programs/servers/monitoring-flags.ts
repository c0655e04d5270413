import type { FileError } from '../../engine/program-api/files.ts'
import type { Sys } from '../../engine/program-api/program.ts'
import { absolute, errorText } from '../tool.ts'
import type { Settings } from './config/settings.ts'
import type { Refusal, Written } from './daemon.ts'

const LOG = (level: string, text: string): string => `time=%FT%T.%LZ level=${level} ${text}`

/** What the tools of the Prometheus family do with a flag that they do not know. */
// alecthomas/kingpin: parser.go; exit codes of each main.go
export function unknownFlag(settings: Settings, program: string, known: RegExp, code: number): Refusal | undefined {
  const name = settings.names().find((each) => !known.test(each))
  return name === undefined
    ? undefined
    : [
        code,
        `${program === 'prometheus' ? `Error parsing command line arguments: unknown long flag '--${name}'\n` : ''}${program}: error: unknown long flag '--${name}', try --help`,
      ]
}

export function noConfig(sys: Sys, path: string, code: number): Refusal | undefined {
  const file = sys.files.read(absolute(sys.cwd, path))
  if (typeof file !== 'string') return undefined
  return [
    code,
    LOG(
      'ERROR',
      `msg="Error loading config (--config.file=${path})" file=${path} err="open ${path}: ${errorText(file).toLowerCase()}"`,
    ),
  ]
}

/** Where a family member keeps what it remembers: a directory, and a file in it. */
export function storage(sys: Sys, directory: string, file: string, code: number): Written[] {
  const path = absolute(sys.cwd, directory).replace(/\/$/, '')
  const failed = LOG('ERROR', `source=query_logger.go msg="Error opening query log file" file=${path}/${file}`)
  const cannot = (error: FileError): Refusal => [
    code,
    `${failed} err="open ${path}/${file}: ${errorText(error).toLowerCase()}"\npanic: Unable to create mmap-ed active query log`,
  ]
  return [
    { path, cannot },
    { path: `${path}/${file}`, text: '', cannot },
  ]
}
