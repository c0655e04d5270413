import type { FileError } from '../../../engine/program-api/files.ts'
import type { Sys } from '../../../engine/program-api/program.ts'

/** Whom a database lets in, and which databases there are: what outlives its process in the data directory. */
export interface Accounts {
  readonly users: Map<string, string>
  readonly databases: Set<string>
}

/** In a form of our own. */
export function saveAccounts(sys: Sys, path: string, { users, databases }: Accounts): FileError | undefined {
  return sys.files.write(path, `${JSON.stringify({ users: [...users], databases: [...databases] })}\n`)
}

export function loadAccounts(sys: Sys, path: string): Accounts {
  const file = sys.files.read(path)
  const accounts: Accounts = { users: new Map(), databases: new Set() }
  if (typeof file === 'string') return accounts
  try {
    const { users, databases } = JSON.parse(file.text) as { users: [string, string][]; databases: string[] }
    for (const [name, password] of users) accounts.users.set(String(name), String(password))
    for (const name of databases) accounts.databases.add(String(name))
  } catch {
    // Somebody has written over it: nobody is let in.
  }
  return accounts
}
