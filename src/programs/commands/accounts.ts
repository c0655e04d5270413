import type { Sys } from '../../engine/program-api/program.ts'

/** A line of /etc/passwd or /etc/group whose number or name this is. */
function find(sys: Sys, path: string, column: 0 | 2, wanted: string): readonly string[] | undefined {
  const file = sys.files.read(path)
  if (typeof file === 'string') return undefined
  for (const line of file.text.split('\n')) {
    const fields = line.split(':')
    if (fields[column] === wanted && fields.length > 2) return fields
  }
  return undefined
}

export function userName(sys: Sys, uid: number): string {
  return find(sys, '/etc/passwd', 2, String(uid))?.[0] ?? String(uid)
}

export function groupName(sys: Sys, gid: number): string {
  return find(sys, '/etc/group', 2, String(gid))?.[0] ?? String(gid)
}

/** undefined: there is no such user. */
export function userId(sys: Sys, name: string): number | undefined {
  const uid = find(sys, '/etc/passwd', 0, name)?.[2]
  return uid === undefined ? undefined : Number(uid)
}

export function groupId(sys: Sys, name: string): number | undefined {
  const gid = find(sys, '/etc/group', 0, name)?.[2]
  return gid === undefined ? undefined : Number(gid)
}

/** The group that /etc/passwd gives a user; undefined: the user is not there. */
export function primaryGroup(sys: Sys, uid: number): number | undefined {
  const gid = find(sys, '/etc/passwd', 2, String(uid))?.[3]
  return gid === undefined ? undefined : Number(gid)
}

export function userHome(sys: Sys, uid: number): string | undefined {
  return find(sys, '/etc/passwd', 2, String(uid))?.[5]
}

/** The groups that /etc/group has a user in. */
export function groupsOf(sys: Sys, name: string): number[] {
  const file = sys.files.read('/etc/group')
  if (typeof file === 'string') return []
  return file.text
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([, , , members = '']) => members.split(',').includes(name))
    .map(([, , gid]) => Number(gid))
}

export function userShell(sys: Sys, uid: number): string | undefined {
  return find(sys, '/etc/passwd', 2, String(uid))?.[6]
}
