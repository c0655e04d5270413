import type { Sys } from '../../engine/runtime/program.ts'

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
