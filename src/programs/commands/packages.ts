import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { assumedRest } from '../servers/scripts/run-script.ts'
import { baseName, type Call, fail, print, type Tool } from '../tool.ts'

/** Who has packages: where from, and how it says what it does. */
interface Manager {
  readonly host: string
  /** Verbs that install what comes after them. */
  readonly installs: readonly string[]
  /** Verbs that only refresh a list, or tidy up. */
  readonly refreshes: readonly string[]
  readonly directory: string
  readonly unresolved: (host: string, names: readonly string[]) => string
  readonly failure: number
}

const MANAGERS: Readonly<Record<string, Manager>> = {
  apt: {
    host: 'deb.debian.org',
    installs: ['install', 'reinstall'],
    refreshes: [
      'update',
      'upgrade',
      'dist-upgrade',
      'full-upgrade',
      'clean',
      'autoclean',
      'autoremove',
      'remove',
      'purge',
    ],
    directory: '/usr/bin',
    unresolved: (host, names) =>
      names.length > 0
        ? names.map((name) => `E: Unable to locate package ${name}`).join('\n')
        : `W: Failed to fetch http://${host}/debian/dists/bookworm/InRelease  Temporary failure resolving '${host}'\nW: Some index files failed to download. They have been ignored, or old ones used instead.`,
    failure: 100,
  },
  apk: {
    host: 'dl-cdn.alpinelinux.org',
    installs: ['add'],
    refreshes: ['update', 'upgrade', 'del', 'cache'],
    directory: '/usr/bin',
    unresolved: (host, names) =>
      `WARNING: fetching https://${host}/alpine/v3.20/main: temporary error (try again later)\nERROR: unable to select packages:\n${names.map((name) => `  ${name} (no such package):\n    required by: world[${name}]`).join('\n')}`,
    failure: 1,
  },
  yum: {
    host: 'mirrors.fedoraproject.org',
    installs: ['install', 'reinstall', 'groupinstall'],
    refreshes: ['update', 'upgrade', 'makecache', 'clean', 'remove', 'erase', 'check-update'],
    directory: '/usr/bin',
    unresolved: (host) =>
      `Error: Failed to download metadata for repo 'base': Curl error (6): Couldn't resolve host name for https://${host}/`,
    failure: 1,
  },
  pip: {
    host: 'pypi.org',
    installs: ['install', 'download', 'wheel'],
    refreshes: ['uninstall', 'cache'],
    directory: '/usr/local/bin',
    unresolved: (_, names) =>
      `ERROR: Could not find a version that satisfies the requirement ${names[0] ?? ''} (from versions: none)\nERROR: No matching distribution found for ${names[0] ?? ''}`,
    failure: 1,
  },
  npm: {
    host: 'registry.npmjs.org',
    installs: ['install', 'i', 'ci', 'add'],
    refreshes: ['update', 'cache', 'config', 'audit', 'prune'],
    directory: '/usr/local/bin',
    unresolved: (host) =>
      `npm error code EAI_AGAIN\nnpm error syscall getaddrinfo\nnpm error errno EAI_AGAIN\nnpm error request to https://${host}/ failed, reason: getaddrinfo EAI_AGAIN ${host}`,
    failure: 1,
  },
  gem: {
    host: 'rubygems.org',
    installs: ['install'],
    refreshes: ['update', 'sources', 'cleanup'],
    directory: '/usr/local/bin',
    unresolved: (host) =>
      `ERROR:  Could not find a valid gem, here is why:\n          Unable to download data from https://${host}/ - no such name`,
    failure: 2,
  },
}

const SAME: Readonly<Record<string, string>> = {
  'apt-get': 'apt',
  aptitude: 'apt',
  dnf: 'yum',
  microdnf: 'yum',
  pip3: 'pip',
  yarn: 'npm',
  pnpm: 'npm',
  bundle: 'gem',
}

/** What packages bring that is simulated, where the package is not called like its one command. */
const COMMANDS_OF: Readonly<Record<string, string>> = {
  iproute2: 'ip ss',
  iproute: 'ip ss',
  'net-tools': 'netstat ifconfig route arp',
  dnsutils: 'dig host nslookup=nslookup-bind',
  'bind-tools': 'dig host nslookup=nslookup-bind',
  'bind-utils': 'dig host nslookup=nslookup-bind',
  'bind9-dnsutils': 'dig host nslookup=nslookup-bind',
  'bind9-host': 'host',
  'iputils-ping': 'ping',
  iputils: 'ping',
  'netcat-openbsd': 'nc',
  'netcat-traditional': 'nc',
  netcat: 'nc',
  'nmap-ncat': 'nc',
  procps: 'ps top free uptime pgrep pkill watch sysctl',
  'procps-ng': 'ps top free uptime pgrep pkill watch sysctl',
  psmisc: 'killall',
  'inetutils-traceroute': 'traceroute',
  gettext: 'envsubst',
  'gettext-base': 'envsubst',
  vim: 'vim vi',
  'vim-tiny': 'vi',
  python3: 'python3=interpreter',
  'python3-pip': 'pip3 pip',
  'py3-pip': 'pip3 pip',
  python: 'python3=interpreter python=interpreter',
  nodejs: 'node=interpreter',
  npm: 'npm',
  perl: 'perl=interpreter',
  ruby: 'ruby=interpreter',
  php: 'php=interpreter',
  'stress-ng': 'stress-ng',
  apache2: 'apache2',
  coreutils: '',
  'ca-certificates': '',
  'util-linux': 'nsenter setpriv flock column',
  bsdmainutils: 'column',
  bsdextrautils: 'column',
  'util-linux-misc': 'nsenter flock column',
  flask: 'flask=app-server',
  gunicorn: 'gunicorn=app-server',
  uvicorn: 'uvicorn=app-server',
  fastapi: 'fastapi=app-server uvicorn=app-server',
}

/** Plausible, and assumed: a list, a package. */
const REFRESH_MS = 2000
const PACKAGE_MS = 1500

/** apt, apk, yum, pip, npm and their like. Where there is a world outside they bring what of a package is simulated. */
export const packages: Tool = function* (call) {
  const name = call.name.replace(/[\d.]+$/, '')
  const called = ownValue(SAME, call.name) ?? ownValue(SAME, name) ?? name
  const manager = ownValue(MANAGERS, called)
  if (!manager) return yield* fail(call, 'not simulated: this package manager')
  const words = call.args.filter((arg) => !arg.startsWith('-'))
  const [verb, ...rest] = words
  if (call.args.some((arg) => /^(?:--version|-V)$/.test(arg)) || verb === undefined) return yield* version(call)
  if (verb === 'start' || verb === 'run' || verb === 'exec') return yield* assumedRest(call.sys, call.name)
  const names = manager.installs.includes(verb) ? rest.filter((each) => !/^[./]|\.txt$/.test(each)) : []
  if (!manager.installs.includes(verb) && !manager.refreshes.includes(verb))
    return yield* fail(call, `not simulated: ${verb}`)
  if (call.sys.resolve(manager.host).length === 0) {
    yield* call.stderr.write(`${manager.unresolved(manager.host, names)}\n`)
    // apt goes on with the lists that it has.
    return names.length === 0 && manager.host.startsWith('deb.') ? 0 : manager.failure
  }
  if (call.sys.uid !== 0 && !['pip', 'npm', 'gem'].includes(called)) {
    return yield* fail(call, 'are you root? Permission denied', manager.failure)
  }
  yield* call.sys.sleep(names.length === 0 ? REFRESH_MS : PACKAGE_MS * names.length)
  if (names.length === 0) return yield* print(call, `${call.name} ${verb}: placeholder, nothing is downloaded\n`)
  return yield* install(call, manager, names)
}

function* install(call: Call, manager: Manager, names: readonly string[]): Task<number> {
  const brought: string[] = []
  for (const each of names) {
    const key = each
      .replace(/^@[^/]*\//, '')
      .replace(/[=<>~@[].*$/, '')
      .toLowerCase()
    const commands = ownValue(COMMANDS_OF, key) ?? key
    for (const word of commands.split(' ').filter((text) => text !== '')) {
      const [command = '', program = command] = word.split('=')
      const path = `${manager.directory}/${command}`
      if (call.sys.files.writeProgram(path, program) === undefined) brought.push(command)
    }
  }
  const what = brought.length > 0 ? `; of it ${[...new Set(brought)].join(', ')} can be run` : ''
  return yield* print(call, `${names.join(' ')}: installed, a placeholder for the package${what}\n`)
}

function* version(call: Call): Task<number> {
  const words: Readonly<Record<string, string>> = {
    apt: 'apt 2.6.1 (amd64)',
    'apt-get': 'apt 2.6.1 (amd64)',
    apk: 'apk-tools 2.14.4, compiled for x86_64.',
    pip: 'pip 24.3.1',
    pip3: 'pip 24.3.1',
    npm: '10.9.0',
    yarn: '1.22.22',
    dnf: '4.21.1',
    microdnf: '3.10.0',
    yum: '4.21.1',
    gem: '3.6.2',
  }
  const name = baseName(call.name)
  const text = ownValue(words, name)
  return text === undefined ? yield* fail(call, 'not simulated: what it prints') : yield* print(call, `${text}\n`)
}
