import type { Sys } from '../../../engine/program-api/program.ts'
import type { Writable } from '../../../engine/program-api/stdio.ts'
import { formatDate } from '../../calendar.ts'
import { openToWrite } from '../../streams.ts'
import { errorNumber, errorText } from '../../tool.ts'
import { writeNow } from '../server-loop.ts'
import type { Config, ErrorLog, LogFormat } from './config.ts'
import { LEVELS, type Level } from './settings.ts'
import type { Transaction } from './transaction.ts'
import { variable } from './variables.ts'

/** The files that a master has open, by their paths: they stay where they are when somebody renames them. */
export class Logs {
  readonly #sys: Sys
  readonly #open = new Map<string, Writable>()

  constructor(sys: Sys) {
    this.#sys = sys
  }

  /** Opens a log, or says why it cannot. */
  open(path: string): string | undefined {
    if (this.#open.has(path) || path.includes('$')) return undefined
    const opened = openToWrite(this.#sys, path, true, this.#sys)
    if (typeof opened === 'string') return `open() "${path}" failed (${errorNumber(opened)}: ${errorText(opened)})`
    this.#open.set(path, opened)
    return undefined
  }

  /** Opens all logs of a configuration. */
  openAll(config: Config): string | undefined {
    for (const path of pathsOf(config)) {
      const problem = this.open(path)
      if (problem !== undefined) return problem
    }
    return undefined
  }

  write(path: string, text: string): void {
    this.open(path)
    const log = this.#open.get(path)
    if (log) writeNow(log, text)
  }

  /** A line of the error log, where the level is grave enough for it. */
  error(logs: readonly ErrorLog[], level: Level, pid: number, text: string): void {
    const when = formatDate(this.#sys.now(), '%Y/%m/%d %H:%M:%S')
    for (const log of logs) {
      if (LEVELS.indexOf(level) <= log.level) this.write(log.path, `${when} [${level}] ${pid}#${pid}: ${text}\n`)
    }
  }

  access(transaction: Transaction): void {
    for (const { path, format, condition } of transaction.settings.accessLogs) {
      if (condition !== undefined) {
        const value = condition.replace(/\$(\w+)/g, (_, name: string) => variable(transaction, name))
        if (value === '' || value === '0') continue
      }
      const line = transaction.config.formats.get(format)
      if (line) this.write(path, `${lineOf(transaction, line)}\n`)
    }
  }
}

function pathsOf(config: Config): Set<string> {
  const paths = new Set(config.errorLogs.map(({ path }) => path))
  const add = ({ accessLogs, errorLogs }: Transaction['settings']): void => {
    for (const { path } of [...errorLogs, ...accessLogs]) paths.add(path)
  }
  const visit = (locations: Config['servers'][number]['locations']): void => {
    for (const location of locations) {
      add(location.settings)
      visit(location.locations)
    }
  }
  for (const server of config.servers) {
    add(server.settings)
    visit(server.locations)
  }
  return paths
}

// nginx: http/modules/ngx_http_log_module.c (1.27)
function lineOf(transaction: Transaction, { text, json }: LogFormat): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) => {
    const value = variable(transaction, braced ?? bare ?? '')
    if (json) return JSON.stringify(value).slice(1, -1)
    return value === '' ? '-' : escaped(value)
  })
}

function escaped(value: string): string {
  return value.replace(/["\\\u0000-\u001f\u007f]/g, (char) => {
    return `\\x${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
  })
}
