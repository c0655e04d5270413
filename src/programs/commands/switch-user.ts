import type { Sys } from '../../engine/program-api/program.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { BadOption, parseOptions } from '../options.ts'
import { type Call, fail, print, type Tool } from '../tool.ts'
import { groupId, groupsOf, primaryGroup, userHome, userId, userShell } from './accounts.ts'
import { become, readText } from './system.ts'

/** A user by name or number, with a group behind a colon or its own; undefined: nobody by this name. */
interface Account {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
  readonly home: string
  /** What /etc/passwd has it log in with. */
  readonly shell: string | undefined
}

export function account(sys: Sys, words: string): Account | undefined {
  const [user = '', group] = words.split(':')
  const uid = /^\d+$/.test(user) ? Number(user) : userId(sys, user)
  if (uid === undefined) return undefined
  const gid =
    group === undefined ? (primaryGroup(sys, uid) ?? 0) : /^\d+$/.test(group) ? Number(group) : groupId(sys, group)
  if (gid === undefined) return undefined
  return {
    uid,
    gid,
    groups: group === undefined ? groupsOf(sys, user) : [],
    home: userHome(sys, uid) ?? '/',
    shell: userShell(sys, uid),
  }
}

/** gosu: what entry points leave root with. */
// gosu: main.go, setup-user.go (1.17)
export const gosu: Tool = function* (call) {
  const [spec, ...command] = call.args
  if (spec === undefined || command.length === 0) return yield* usage(call, 'user-spec command [args]')
  const wanted = account(call.sys, spec)
  if (!wanted)
    return yield* failed(
      call,
      `error: failed switching to "${spec}": unable to find user ${spec}: no matching entries in passwd file`,
    )
  if (call.sys.become(wanted))
    return yield* failed(call, `error: failed switching to "${spec}": operation not permitted`)
  call.sys.env.set('HOME', wanted.home)
  return yield* found(call, command, `error: exec: "${command[0]}": executable file not found in $PATH`)
}

/** su-exec: the same in Alpine's images. */
// su-exec: su-exec.c (0.2)
export const suExec: Tool = function* (call) {
  const [spec, ...command] = call.args
  if (spec === undefined || command.length === 0) return yield* usage(call, 'user-spec command [args]')
  const wanted = account(call.sys, spec)
  if (!wanted) return yield* failed(call, `su-exec: getpwnam(${spec}): Success`)
  const { uid, gid, groups, home } = wanted
  if (call.sys.become({ gid, groups })) return yield* failed(call, 'su-exec: setgroups: Operation not permitted')
  if (call.sys.become({ uid })) return yield* failed(call, `su-exec: setuid(${uid}): Operation not permitted`)
  call.sys.env.set('HOME', home)
  return yield* found(call, command, `su-exec: ${command[0]}: No such file or directory`)
}

const REFUSED = 127

/** setpriv: users and groups; what else it sets (capabilities, securebits, no new privileges) makes no difference here. */
// util-linux: sys-utils/setpriv.c (2.38)
export const setpriv: Tool = function* (call) {
  const names = 'reuid ruid euid regid rgid egid groups inh-caps ambient-caps bounding-set securebits pdeathsig'.split(
    ' ',
  )
  const letters = Object.fromEntries(names.map((name, i) => [name, String.fromCharCode(65 + i)]))
  const flags = {
    'clear-groups': 'c',
    'keep-groups': 'k',
    'init-groups': 'i',
    nnp: 'n',
    'no-new-privs': 'n',
    dump: 'd',
    'reset-env': 'e',
  }
  const options = parseOptions(
    call.args,
    `+ckinde${Object.values(letters)
      .map((letter) => `${letter}:`)
      .join('')}`,
    { ...letters, ...flags },
  )
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.has('d')) return yield* dump(call)
  const value = (...wanted: string[]): string | undefined =>
    wanted.map((name) => options.value(ownValue(letters, name) ?? '')).find((each) => each !== undefined)
  const [user, group] = [value('reuid', 'euid', 'ruid'), value('regid', 'egid', 'rgid')]
  const wanted = user === undefined ? undefined : account(call.sys, user)
  if (user !== undefined && !wanted) return yield* fail(call, 'failed to parse reuid')
  const gid = group === undefined ? undefined : /^\d+$/.test(group) ? Number(group) : groupId(call.sys, group)
  if (group !== undefined && gid === undefined) return yield* fail(call, 'failed to parse regid')
  if (gid !== undefined && gid !== call.sys.gid && !call.sys.hasCapability('SETGID'))
    return yield* fail(call, 'setresgid failed: Operation not permitted', REFUSED)
  const groups = options.has('c') ? [] : options.has('i') ? (wanted?.groups ?? []) : undefined
  if (groups && call.sys.become({ gid: gid ?? call.sys.gid, groups }))
    return yield* fail(call, 'setgroups failed: Operation not permitted', REFUSED)
  const identity = { ...(wanted ? { uid: wanted.uid } : {}), ...(gid === undefined ? {} : { gid }) }
  if (call.sys.become(identity)) return yield* fail(call, 'setresuid failed: Operation not permitted', REFUSED)
  const { operands } = options
  if (operands.length === 0) return yield* fail(call, 'No program specified')
  return yield* found(call, operands, `setpriv: failed to execute ${operands[0]}: No such file or directory`)
}

/** What scripts look at: whose it is, and which capabilities it may have. */
function* dump(call: Call): Task<number> {
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)/m.exec(readText(call.sys, '/proc/self/status'))?.[1] ?? '0'}`)
  const names = CAPABILITY_NAMES.filter((_, bit) => ((bounding >> BigInt(bit)) & 1n) === 1n)
  const { uid, gid, groups } = call.sys
  return yield* print(
    call,
    `uid: ${uid}\neuid: ${uid}\ngid: ${gid}\negid: ${gid}\nSupplementary groups: ${groups.join(',') || '[none]'}\nno_new_privs: 0\nInheritable capabilities: [none]\nAmbient capabilities: [none]\nCapability bounding set: ${names.join(',') || '[none]'}\nSecurebits: [none]\nParent death signal: [none]\n`,
  )
}

/** In the order of their bits, as far as a container has them unless it is privileged. */
const CAPABILITY_NAMES =
  `chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service
  net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin
  sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap`.split(/\s+/)

function* found(call: Call, command: readonly string[], missing: string): Task<number> {
  const running = call.sys.exec(command)
  if (running === 'ENOENT') return yield* failed(call, missing, call.name === 'gosu' ? 1 : 127)
  return typeof running === 'string' ? yield* become(call, command) : yield* running
}

function* usage(call: Call, words: string): Task<number> {
  yield* call.stderr.write(`Usage: ${call.name} ${words}\n`)
  return 1
}

function* failed(call: Call, text: string, code = 1): Task<number> {
  yield* call.stderr.write(`${text}\n`)
  return code
}
