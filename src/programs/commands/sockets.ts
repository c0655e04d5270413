import type { ListeningSocket, Sys } from '../../engine/program-api/program.ts'
import { BadOption, parseOptions } from '../options.ts'
import { baseName, fail, isGnu, print, type Tool } from '../tool.ts'

function addressOf({ loopbackOnly }: ListeningSocket): string {
  return loopbackOnly ? '127.0.0.1' : '0.0.0.0'
}

function listening(sys: Sys): readonly ListeningSocket[] {
  return [...sys.sockets()].sort((a, b) => a.port - b.port)
}

/** netstat: those who listen. Connections are over before anybody could see them. */
export const netstat: Tool = function* (call) {
  const options = parseOptions(call.args, 'ratuwxlnpeWc', {
    listening: 'l',
    tcp: 't',
    udp: 'u',
    numeric: 'n',
    all: 'a',
    programs: 'p',
    program: 'p',
    route: 'r',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  if (options.has('r')) return yield* print(call, routeTable(call.sys, options.has('n')))
  const shown = options.has('l') ? 'only servers' : options.has('a') ? 'servers and established' : 'w/o servers'
  const process = options.has('p') ? 'PID/Program name    ' : ''
  let text = `Active Internet connections (${shown})\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${process}\n`
  const tcp = options.has('t') || !(options.has('u') || options.has('x') || options.has('w'))
  for (const socket of (options.has('l') || options.has('a')) && tcp ? listening(call.sys) : []) {
    const owner = socket.process
    const program = owner ? `${owner.pid}/${programName(owner.argv)}` : '-'
    const local = `${addressOf(socket)}:${socket.port}`
    text += `tcp        0      0 ${local.padEnd(23)} ${'0.0.0.0:*'.padEnd(23)} LISTEN      ${process && program.padEnd(process.length)}\n`
  }
  return yield* print(call, text)
}

/** A server that gives itself a title is known by its first words. */
function programName(argv: readonly string[]): string {
  return /^[\w./-]+:/.test(argv[0] ?? '') ? argv.join(' ').slice(0, 15) : baseName(argv[0] ?? '')
}

export const ss: Tool = function* (call) {
  const options = parseOptions(call.args, 'tulnpaesx4H', {
    listening: 'l',
    tcp: 't',
    udp: 'u',
    numeric: 'n',
    all: 'a',
    processes: 'p',
  })
  if (options instanceof BadOption) return yield* fail(call, options.message)
  const sockets = options.has('l') || options.has('a') ? listening(call.sys) : []
  const both = options.has('t') === options.has('u')
  const rows = (options.has('u') && !options.has('t') ? [] : sockets).map((socket) => {
    const owner = options.has('p') && socket.process
    const users = owner ? `users:(("${programName(owner.argv)}",pid=${owner.pid},fd=6))` : ''
    return [both ? 'tcp' : '', 'LISTEN', '0', '511', `${addressOf(socket)}:${socket.port}`, '0.0.0.0:*', users]
  })
  const head = [both ? 'Netid' : '', 'State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port', 'Process']
  const all = options.has('H') ? rows : [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] as string).length), 0))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 4 || column === 5 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .filter((_, column) => column > 0 || both)
      .join(' ')
  return yield* print(call, all.map((row) => `${line(row).trimEnd()}\n`).join(''))
}

/** lsof: who listens, and nothing of files. */
export const lsof: Tool = function* (call) {
  const port = /:(\d+)/.exec(call.args.join(' '))?.[1]
  let text = ''
  for (const socket of listening(call.sys)) {
    if (!socket.process || (port !== undefined && socket.port !== Number(port))) continue
    const { pid, argv } = socket.process
    text += isGnu(call.sys)
      ? `${programName(argv).slice(0, 9).padEnd(9)} ${String(pid).padStart(4)} root    6u  IPv4 ${10_000 + socket.port}      0t0  TCP *:${socket.port} (LISTEN)\n`
      : `${pid}\t${argv[0]}\tsocket:[${10_000 + socket.port}]\n`
  }
  if (text === '') return 1
  const head = isGnu(call.sys) ? 'COMMAND    PID USER   FD   TYPE DEVICE SIZE/OFF NODE NAME\n' : ''
  return yield* print(call, head + text)
}

/** The Pod's side of its interface, as a bridge plug-in makes it. */
export function interfaceOf(sys: Sys): {
  readonly address: string
  readonly network: string
  readonly gateway: string
  readonly broadcast: string
  readonly mac: string
} {
  const address = sys.podIP
  const base = address.replace(/\d+$/, '')
  const mac = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  return {
    address,
    network: `${base}0`,
    gateway: `${base}1`,
    broadcast: `${base}255`,
    mac: ['0a', '58', ...mac].join(':'),
  }
}

/** What netstat -r and route print. */
export function routeTable(sys: Sys, numeric: boolean): string {
  const { network, gateway } = interfaceOf(sys)
  const row = (to: string, via: string, mask: string, flags: string): string =>
    `${to.padEnd(15)} ${via.padEnd(15)} ${mask.padEnd(15)} ${flags.padEnd(5)} 0      0        0 eth0\n`
  return `Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n${row(
    numeric ? '0.0.0.0' : 'default',
    gateway,
    '0.0.0.0',
    'UG',
  )}${row(network, numeric ? '0.0.0.0' : '*', '255.255.255.0', 'U')}`
}
