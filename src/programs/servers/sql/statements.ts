import type { Answer } from '../config/question.ts'
import type { Accounts } from './accounts.ts'

/** What a statement says as far as that is known without tables: constants, the version, databases. */
export interface Said {
  readonly columns?: readonly string[]
  readonly rows?: readonly (readonly string[])[]
  /** Accounts have changed. */
  readonly changes?: boolean
  /** What PostgreSQL calls it when it is done. */
  readonly tag?: string
}

export interface SqlServer {
  readonly accounts: Accounts
  readonly version: string
  /** Its own names for what every server of its kind has. */
  readonly system: readonly string[]
}

export const NOT_KNOWN = 'not simulated: tables, and what this statement does with them'

/** Each statement in turn; the first that is not known ends it. */
export function statements(
  server: SqlServer,
  text: string,
): { readonly said: readonly Said[]; readonly known: boolean } | Answer {
  const said: Said[] = []
  for (const statement of text.split(';')) {
    if (statement.trim() === '') continue
    const result = one(server, statement.trim())
    if (result === undefined) return { said, known: false }
    if ('error' in result) return result
    said.push(result)
  }
  return { said, known: true }
}

function one(
  { accounts, version, system }: SqlServer,
  statement: string,
): Said | { readonly error: string } | undefined {
  const { databases, users } = accounts
  const isPostgres = system.includes('template1')
  const constant = /^select\s+(?:(-?\d+)|'([^']*)')$/i.exec(statement)
  if (constant) {
    const value = constant[1] ?? constant[2] ?? ''
    return {
      columns: [isPostgres ? '?column?' : value],
      rows: [[value]],
    }
  }
  if (/^select\s+(?:version\(\)|@@version)$/i.test(statement))
    return { columns: [isPostgres ? 'version' : 'version()'], rows: [[version]] }
  if (/^(?:show\s+databases|select\s+datname\s+from\s+pg_database|\\l|show\s+schemas)$/i.test(statement))
    return {
      columns: [isPostgres ? 'datname' : 'Database'],
      rows: [...system, ...databases].sort().map((name) => [name]),
    }
  const [, verb, name] =
    /^(create|drop)\s+(?:database|schema)\s+(?:if\s+(?:not\s+)?exists\s+)?["`]?([\w-]+)["`]?/i.exec(statement) ?? []
  if (verb !== undefined && name !== undefined) {
    const there = databases.has(name)
    const conditional = /\bif\s+(?:not\s+)?exists\b/i.test(statement)
    if (/create/i.test(verb)) {
      if (there && !conditional) return { error: `exists ${name}` }
      databases.add(name)
      return { tag: 'CREATE DATABASE', changes: true }
    }
    if (!there && !conditional) return { error: `missing ${name}` }
    databases.delete(name)
    return { tag: 'DROP DATABASE', changes: true }
  }
  const [, who, password] =
    /^(?:create|alter)\s+(?:user|role)\s+(?:if\s+not\s+exists\s+)?["'`]?([\w-]+)["'`]?(?:@\S+)?.*?(?:identified\s+(?:with\s+\S+\s+)?by|password)\s+'([^']*)'/i.exec(
      statement,
    ) ?? []
  if (who !== undefined && password !== undefined) {
    users.set(who, password)
    return { tag: 'CREATE ROLE', changes: true }
  }
  if (/^(?:grant|revoke|flush|set|use|begin|commit|analyze|vacuum)\b/i.test(statement))
    return { tag: (statement.split(/\s/)[0] ?? '').toUpperCase() }
  return undefined
}
