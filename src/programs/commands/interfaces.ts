import type { Task } from '../../engine/program-api/task.ts'
import { ownValue } from '../../lib/own.ts'
import { type Call, fail, isGnu, print, type Tool } from '../tool.ts'
import { interfaceOf, routeTable } from './sockets.ts'

interface Link {
  readonly index: number
  readonly name: string
  readonly flags: string
  readonly mtu: number
  readonly queue: number
  readonly kind: string
  readonly mac: string
  readonly macBroadcast: string
  readonly inet: string
}

function links(call: Call): readonly Link[] {
  const { address, broadcast, mac } = interfaceOf(call.sys)
  return [
    {
      index: 1,
      name: 'lo',
      flags: 'LOOPBACK,UP,LOWER_UP',
      mtu: 65_536,
      queue: 1000,
      kind: 'loopback',
      mac: '00:00:00:00:00:00',
      macBroadcast: '00:00:00:00:00:00',
      inet: '127.0.0.1/8 scope host lo',
    },
    {
      index: 2,
      name: 'eth0',
      flags: 'BROADCAST,MULTICAST,UP,LOWER_UP',
      mtu: 1500,
      queue: 1000,
      kind: 'ether',
      mac,
      macBroadcast: 'ff:ff:ff:ff:ff:ff',
      inet: `${address}/24 brd ${broadcast} scope global eth0`,
    },
  ]
}

/** ip addr, link, route, neigh: shows; changing anything wants NET_ADMIN and changes nothing here. */
export const ip: Tool = function* (call) {
  const brief = call.args.some((arg) => /^-br/.test(arg))
  const [object = '', verb = 'show', ...rest] = call.args.filter((arg) => !arg.startsWith('-'))
  if (object === '') return yield* fail(call, 'usage: ip [ OPTIONS ] OBJECT { COMMAND }', 1)
  if (!/^(s|sh|sho|show|l|li|lis|list|ls|get|dev)$/.test(verb) && !links(call).some(({ name }) => name === verb)) {
    return yield* changeNetwork(call)
  }
  const wanted = [verb, ...rest].find((word) => /^(lo|eth\d+)$/.test(word))
  const chosen = links(call).filter(({ name }) => wanted === undefined || name === wanted)
  if (chosen.length === 0) return yield* fail(call, `can't find device '${wanted}'`)
  if ('address'.startsWith(object))
    return yield* print(call, chosen.map((each) => addressText(call, each, brief)).join(''))
  if ('link'.startsWith(object))
    return yield* print(call, chosen.map((each) => linkText(call, each, ' mode DEFAULT')).join(''))
  if ('route'.startsWith(object)) return yield* print(call, routes(call))
  if ('neighbour'.startsWith(object) || object === 'neigh') return 0
  return yield* fail(call, `Object "${object}" is unknown, try "ip help".`)
}

/** Whoever may change the network is let; the simulated one stays as it is. */
function* changeNetwork(call: Call): Task<number> {
  if (call.sys.hasCapability('NET_ADMIN')) return 0
  yield* call.stderr.write(`${isGnu(call.sys) ? '' : `${call.name}: `}RTNETLINK answers: Operation not permitted\n`)
  return 2
}

function linkText(call: Call, link: Link, mode: string): string {
  const { index, name, flags, mtu, queue, kind, mac, macBroadcast } = link
  const state = isGnu(call.sys) ? ` state ${name === 'lo' ? 'UNKNOWN' : 'UP'}${mode} group default` : ''
  const shown = name === 'lo' ? name : `${name}@if${index + 3}`
  return `${index}: ${shown}: <${flags}> mtu ${mtu} qdisc noqueue${state} qlen ${queue}\n    link/${kind} ${mac} brd ${macBroadcast}\n`
}

function addressText(call: Call, link: Link, brief: boolean): string {
  const address = link.inet.split(' ')[0] ?? ''
  if (brief) return `${link.name.padEnd(16)} ${(link.name === 'lo' ? 'UNKNOWN' : 'UP').padEnd(14)} ${address} \n`
  return `${linkText(call, link, '')}    inet ${link.inet}\n       valid_lft forever preferred_lft forever\n`
}

function routes(call: Call): string {
  const { address, network, gateway } = interfaceOf(call.sys)
  const own = isGnu(call.sys) ? `proto kernel scope link src ${address}` : `scope link  src ${address}`
  return `default via ${gateway} dev eth0 \n${network}/24 dev eth0 ${own} \n`
}

export const ifconfig: Tool = function* (call) {
  const { address, broadcast, mac } = interfaceOf(call.sys)
  const [wanted] = call.args.filter((arg) => arg !== '-a')
  const counters = [
    '          RX packets:0 errors:0 dropped:0 overruns:0 frame:0',
    '          TX packets:0 errors:0 dropped:0 overruns:0 carrier:0',
  ]
  const blocks: Readonly<Record<string, readonly string[]>> = {
    eth0: [
      `eth0      Link encap:Ethernet  HWaddr ${mac.toUpperCase()}  `,
      `          inet addr:${address}  Bcast:${broadcast}  Mask:255.255.255.0`,
      '          UP BROADCAST RUNNING MULTICAST  MTU:1500  Metric:1',
      ...counters,
      '          collisions:0 txqueuelen:1000 ',
      '          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)',
    ],
    lo: [
      'lo        Link encap:Local Loopback  ',
      '          inet addr:127.0.0.1  Mask:255.0.0.0',
      '          UP LOOPBACK RUNNING  MTU:65536  Metric:1',
      ...counters,
      '          collisions:0 txqueuelen:1000 ',
      '          RX bytes:0 (0.0 B)  TX bytes:0 (0.0 B)',
    ],
  }
  const names = wanted === undefined ? ['eth0', 'lo'] : [wanted]
  for (const name of names) {
    const lines = ownValue(blocks, name)
    if (!lines) return yield* fail(call, `${name}: error fetching interface information: Device not found`)
    yield* print(call, `${lines.join('\n')}\n\n`)
  }
  return 0
}

export const route: Tool = function* (call) {
  if (call.args.some((arg) => arg === 'add' || arg === 'del')) return yield* changeNetwork(call)
  return yield* print(
    call,
    routeTable(
      call.sys,
      call.args.some((arg) => /^-\w*n/.test(arg)),
    ),
  )
}

/** Nobody has been spoken to lately, as far as the kernel remembers. */
export const arp: Tool = function* (call) {
  return yield* print(call, '')
}
