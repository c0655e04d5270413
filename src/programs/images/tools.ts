import type { FileTree } from '../../engine/program-api/files.ts'
import { ALPINE_ACCOUNTS, BUSYBOX_ACCOUNTS, DEBIAN_ACCOUNTS, RHEL_ACCOUNTS } from './accounts.ts'

type Tree = Record<string, FileTree[string]>

/** Executables of these names in a directory; each runs the program of its name. */
export function executables(directory: string, names: string): FileTree {
  const tree: Tree = {}
  for (const name of names.split(/\s+/))
    if (name !== '') tree[`${directory}/${name}`] = { kind: 'program', program: name }
  return tree
}

function directories(paths: string, mode?: number): FileTree {
  const tree: Tree = {}
  for (const path of paths.split(/\s+/)) {
    tree[path] = mode === undefined ? { kind: 'directory' } : { kind: 'directory', mode }
  }
  return tree
}

/** What every Linux user land has. */
const ROOT: FileTree = {
  ...directories('/home /mnt /opt /srv /usr/local/bin /var/log /var/tmp /run'),
  '/root': { kind: 'directory', mode: 0o700 },
  '/tmp': { kind: 'directory', mode: 0o1777 },
  '/var/run': { kind: 'link', target: '/run' },
}

const APPLETS = `[ arch arp awk basename cat chgrp chmod chown clear cmp comm cp cut date dd df diff dirname du echo env
  expand expr false find flock fold free grep egrep fgrep groups head hexdump hostname id ifconfig install ip kill killall less ln ls
  lsof md5sum mkdir mktemp more mount mountpoint mv nc netstat nice nohup nproc nsenter nslookup od paste pgrep pidof ping
  pkill printenv printf ps pwd readlink realpath rm rmdir route sed seq setsid sha1sum sha256sum shuf sleep sort split
  stat strings su sync sysctl tail tee telnet test time timeout top touch tr traceroute true truncate tty umount uname
  uniq unlink uptime usleep vi watch wc wget which whoami xargs xxd yes httpd base64 rev tac nl tar gzip gunzip zcat bzip2
  bunzip2 bzcat unxz xzcat bc chroot`

const BUSYBOX: FileTree = {
  ...ROOT,
  '/bin/sh': { kind: 'program', program: 'ash' },
  '/bin/ash': { kind: 'program', program: 'ash' },
  '/bin/busybox': { kind: 'program', program: 'busybox' },
  ...directories('/usr/bin /sbin /usr/sbin /usr/local/sbin'),
}

/** busybox: ash and its applets in one directory. */
export const BUSYBOX_TOOLS: FileTree = {
  ...BUSYBOX,
  ...executables('/bin', APPLETS),
  '/usr/bin/env': { kind: 'link', target: '../../bin/env' },
  ...BUSYBOX_ACCOUNTS,
}

/** busybox by its tag: nslookup was another one up to 1.28, and many tutorials stay there for its sake. */
export function busyboxTools(tag: string): FileTree {
  return Number(/^1\.(\d+)/.exec(tag)?.[1] ?? 36) <= 28 ? OLD_BUSYBOX_TOOLS : BUSYBOX_TOOLS
}

const OLD_BUSYBOX_TOOLS: FileTree = {
  ...BUSYBOX_TOOLS,
  '/bin/nslookup': { kind: 'program', program: 'nslookup-1.28' },
}

/** The applets that Alpine has in /bin; the others are in /usr/bin. */
const IN_BIN = new Set(
  `base64 cat chmod chown cp date dd df echo egrep false fgrep grep hostname kill ln ls mkdir mktemp mv netstat nice pidof
  ping printenv ps pwd rm rmdir sed sleep stat sync touch true uname usleep watch chgrp gzip gunzip more mount
  mountpoint su tar umount vi`.split(/\s+/),
)

function applets(inBin: boolean): string {
  return APPLETS.split(/\s+/)
    .filter((name) => IN_BIN.has(name) === inBin)
    .join(' ')
}

/** Alpine: busybox with files of its own. */
export const ALPINE_TOOLS: FileTree = {
  ...BUSYBOX,
  ...executables('/bin', applets(true)),
  ...executables('/usr/bin', `${applets(false)} getent`),
  ...executables('/sbin', 'apk'),
  '/etc/alpine-release': { kind: 'file', content: '3.20.3\n' },
  '/etc/os-release': {
    kind: 'file',
    content: 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
  },
  ...ALPINE_ACCOUNTS,
}

const COREUTILS = `[ arch basename cat chgrp chmod chown comm cp cut date dd df dirname du echo env expand expr false fold groups head hostname id install ln ls
  md5sum mkdir mktemp mv nice nohup nproc od paste printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum shuf sleep sort split stat
  sync tail tee test timeout touch tr true truncate tty uname uniq unlink wc whoami yes base64 tac nl
  awk find grep egrep fgrep sed xargs which rev cmp diff mount umount mountpoint more nsenter setpriv setsid flock su tar gzip gunzip zcat chroot apt
  apt-get`

/** Debian and Ubuntu, slim as images of services are: dash as sh, bash, coreutils; no ps, no curl, no killall. */
export const DEBIAN_TOOLS: FileTree = {
  ...ROOT,
  ...executables('/usr/bin', COREUTILS),
  '/usr/bin/sh': { kind: 'program', program: 'dash' },
  '/usr/bin/dash': { kind: 'program', program: 'dash' },
  '/usr/bin/bash': { kind: 'program', program: 'bash' },
  '/usr/bin/kill': { kind: 'program', program: 'kill' },
  '/usr/bin/getent': { kind: 'program', program: 'getent' },
  '/bin': { kind: 'link', target: 'usr/bin' },
  '/sbin': { kind: 'link', target: 'usr/sbin' },
  '/lib': { kind: 'link', target: 'usr/lib' },
  '/lib64': { kind: 'link', target: 'usr/lib64' },
  ...directories('/usr/sbin /usr/local/sbin /usr/lib /usr/lib64 /boot /media'),
  '/etc/debian_version': { kind: 'file', content: '12.9\n' },
  '/etc/os-release': {
    kind: 'file',
    content:
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\n',
  },
  ...DEBIAN_ACCOUNTS,
}

/** CentOS, Rocky, Alma, Oracle, Amazon, Fedora and UBI: bash under both names, GNU's tools, curl. */
export const RHEL_TOOLS: FileTree = {
  ...ROOT,
  ...executables('/usr/bin', `${COREUTILS} column curl dnf openssl yum`),
  '/usr/bin/sh': { kind: 'program', program: 'bash' },
  '/usr/bin/bash': { kind: 'program', program: 'bash' },
  '/usr/bin/kill': { kind: 'program', program: 'kill' },
  '/bin': { kind: 'link', target: 'usr/bin' },
  '/sbin': { kind: 'link', target: 'usr/sbin' },
  ...directories('/usr/sbin /usr/local/sbin'),
  '/etc/redhat-release': { kind: 'file', content: 'Red Hat Enterprise Linux release 9.5 (Plow)\n' },
  ...RHEL_ACCOUNTS,
}

/** The same user land with one more account. */
export function withAccount(tree: FileTree, name: string, id: number, home: string, group = id): FileTree {
  const add = (path: string, line: string): FileTree => {
    const entry = tree[path]
    return { [path]: { kind: 'file', content: `${entry?.kind === 'file' ? entry.content : ''}${line}\n` } }
  }
  return {
    ...tree,
    ...add('/etc/passwd', `${name}:x:${id}:${group}:${name}:${home}:/sbin/nologin`),
    ...add('/etc/group', `${name}:x:${group}:`),
  }
}
