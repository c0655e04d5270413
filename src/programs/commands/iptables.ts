import type { PacketRule } from '../../engine/program-api/network.ts'
import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { type Call, print, type Tool } from '../tool.ts'

const CHAINS: Readonly<Record<string, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
}
const TARGETS = /^(ACCEPT|DROP|REJECT|REDIRECT)$/

interface Command {
  table: string
  action: string
  chain: string
  protocol: string
  port?: number
  target: string
  toPort?: number
  verbose: boolean
  /** A word that iptables refuses. */
  bad?: string
  /** A word that it knows and this one does not. */
  unknown?: string
}

function parse(args: readonly string[]): Command {
  const command: Command = { table: 'filter', action: '', chain: '', protocol: 'all', target: '', verbose: false }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (/^--[a-z-]+:/.test(arg)) command.bad ??= arg
    else if (arg === '-t' || arg === '--table') command.table = args[++i] ?? ''
    else if (arg === '-p' || arg === '--protocol') command.protocol = args[++i] ?? ''
    else if (arg === '--dport' || arg === '--destination-port') command.port = Number(args[++i])
    else if (arg === '-j' || arg === '--jump') command.target = args[++i] ?? ''
    else if (arg === '--to-port' || arg === '--to-ports') command.toPort = Number(args[++i])
    else if (/^-[nvwx]+$/.test(arg)) command.verbose ||= arg.includes('v')
    else if (/^-[nvx]*[ADILFSPZ][nvx]*$/.test(arg) || /^--(append|insert|delete|list|flush)$/.test(arg)) {
      const letters = arg.replace(/^--(.).*$/, (_, letter: string) => `-${letter.toUpperCase()}`)
      command.action = letters.replace(/[^ADILFSPZ]/g, '')
      command.verbose ||= letters.includes('v')
      const next = args[i + 1]
      // A chain that looks like an option is what a slip of the finger makes of one.
      if (next !== undefined && (!next.startsWith('-') || 'ADI'.includes(command.action)))
        command.chain = args[++i] ?? ''
      if (command.action === 'I' && /^\d+$/.test(args[i + 1] ?? '')) i++
      if (command.action === 'P') command.target = args[++i] ?? ''
    } else command.unknown ??= arg
  }
  return command
}

/** What a build of iptables calls itself, and how it says that it cannot reach the kernel's tables. */
interface Build {
  readonly name: string
  denied(table: string): readonly [text: string, code: number]
  noTable(table: string): string
}

const NFT: Build = {
  name: 'iptables v1.8.9 (nf_tables)',
  denied: () => ['Could not fetch rule set generation id: Permission denied (you must be root)', 4],
  noTable: (table) => `table '${table}' does not exist`,
}

const HINT = '\nPerhaps iptables or your kernel needs to be upgraded.'

const LEGACY: Build = {
  name: 'iptables v1.8.3 (legacy)',
  denied: (table) => [`can't initialize iptables table \`${table}': Permission denied (you must be root)${HINT}`, 3],
  noTable: (table) =>
    `can't initialize iptables table \`${table}': Table does not exist (do you need to insmod?)${HINT}`,
}

/** iptables: rules by port that reject, drop or redirect, which the Pod's network then follows. */
export const iptables: Tool = (call) => run(call, NFT)
/** As images have it that are older than nf_tables. */
export const oldIptables: Tool = (call) => run(call, LEGACY)

function* run(call: Call, build: Build): Task<number> {
  const command = parse(call.args)
  if (command.bad !== undefined) {
    return yield* say(
      call,
      `Bad argument \`${command.bad}'\nTry \`iptables -h' or 'iptables --help' for more information.`,
    )
  }
  if (!call.sys.hasCapability('NET_ADMIN')) {
    const [text, code] = build.denied(command.table)
    return yield* say(call, `${build.name}: ${text}`, code)
  }
  const chains = ownValue(CHAINS, command.table)
  if (!chains) return yield* say(call, `${build.name}: ${build.noTable(command.table)}`, 3)
  if (command.action === '') return yield* say(call, `${build.name}: no command specified`)
  if (command.chain !== '' && !chains.includes(command.chain))
    return yield* say(call, 'iptables: No chain/target/match by that name.', 1)
  const { packetRules } = call.sys
  const matches = (rule: PacketRule): boolean =>
    rule.table === command.table && (command.chain === '' || rule.chain === command.chain)
  switch (command.action) {
    case 'L':
    case 'S':
      return yield* list(call, command, chains, packetRules.filter(matches))
    case 'F':
      for (const rule of packetRules.filter(matches)) packetRules.splice(packetRules.indexOf(rule), 1)
      return 0
    case 'P':
    case 'Z':
      return yield* notSimulated(call, `-${command.action}`)
  }
  if (command.unknown !== undefined) return yield* notSimulated(call, command.unknown)
  if (!TARGETS.test(command.target)) return yield* notSimulated(call, `-j ${command.target}`)
  const rule: PacketRule = {
    table: command.table,
    chain: command.chain,
    target: command.target as PacketRule['target'],
    protocol: command.protocol,
    ...(command.port === undefined ? {} : { port: command.port }),
    ...(command.toPort === undefined ? {} : { toPort: command.toPort }),
  }
  const same = packetRules.findIndex((each) => JSON.stringify(each) === JSON.stringify(rule))
  if (command.action === 'I') packetRules.unshift(rule)
  else if (command.action === 'A') packetRules.push(rule)
  else if (same < 0) return yield* say(call, 'iptables: Bad rule (does a matching rule exist in that chain?).', 1)
  else packetRules.splice(same, 1)
  return 0
}

function* say(call: Call, text: string, code = 2): Task<number> {
  yield* call.stderr.write(`${text}\n`)
  return code
}

function* notSimulated(call: Call, what: string): Task<number> {
  return yield* say(call, `iptables: not simulated: ${what}`)
}

function* list(call: Call, command: Command, chains: readonly string[], rules: readonly PacketRule[]): Task<number> {
  const shown = command.chain === '' ? chains : [command.chain]
  if (command.action === 'S') {
    const policies = shown.map((chain) => `-P ${chain} ACCEPT\n`)
    return yield* print(call, `${policies.join('')}${rules.map((rule) => `${asCommand(rule)}\n`).join('')}`)
  }
  const blocks = shown.map((chain) => {
    const own = rules.filter((rule) => rule.chain === chain)
    if (command.verbose) {
      const lines = own.map(
        (rule) =>
          `    0     0 ${rule.target.padEnd(10)} ${rule.protocol.padEnd(4)} --  *      *       0.0.0.0/0            0.0.0.0/0            ${details(rule)}\n`,
      )
      return `Chain ${chain} (policy ACCEPT 0 packets, 0 bytes)\n pkts bytes target     prot opt in     out     source               destination         \n${lines.join('')}`
    }
    const lines = own.map(
      (rule) =>
        `${rule.target.padEnd(10)} ${rule.protocol.padEnd(4)} --  0.0.0.0/0            0.0.0.0/0            ${details(rule)}\n`,
    )
    return `Chain ${chain} (policy ACCEPT)\ntarget     prot opt source               destination         \n${lines.join('')}`
  })
  return yield* print(call, blocks.join('\n'))
}

function details({ protocol, port, target, toPort }: PacketRule): string {
  return [
    ...(port === undefined ? [] : [`${protocol} dpt:${port}`]),
    ...(target === 'REJECT' ? ['reject-with icmp-port-unreachable'] : []),
    ...(toPort === undefined ? [] : [`redir ports ${toPort}`]),
  ].join(' ')
}

function asCommand({ chain, protocol, port, target, toPort }: PacketRule): string {
  return [
    `-A ${chain}`,
    ...(protocol === 'all' ? [] : [`-p ${protocol}`]),
    ...(port === undefined ? [] : [`-m ${protocol} --dport ${port}`]),
    `-j ${target}`,
    ...(target === 'REJECT' ? ['--reject-with icmp-port-unreachable'] : []),
    ...(toPort === undefined ? [] : [`--to-ports ${toPort}`]),
  ].join(' ')
}
