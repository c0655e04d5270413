import type { Sys } from '../../../engine/program-api/program.ts'
import { fail, isGnu, print, type Tool } from '../../tool.ts'
import { bindNslookup } from './bind.ts'
import { type Answer, ask, askInTurn, type Resolver, resolverOf, reverseName, unreachable } from './resolver.ts'

/** busybox asks along the search list only for a name without a dot, and then shows what comes of each. */
function askAsBusybox(sys: Sys, name: string, { server, search }: Resolver): Answer[] {
  const names = name.includes('.') || search.length === 0 ? [name] : search.map((domain) => `${name}.${domain}`)
  return names.map((each) => ask(sys, each, server))
}

/** Of busybox or, where there is none, of bind. */
export const nslookup: Tool = function* (call) {
  if (isGnu(call.sys)) return yield* bindNslookup(call)
  const [host, given] = call.args.filter((arg) => !arg.startsWith('-'))
  if (host === undefined) return yield* fail(call, 'missing operand')
  const resolver = resolverOf(call.sys, given)
  yield* call.sys.compute(2)
  const answers = askAsBusybox(call.sys, reverseName(host) ?? host, resolver)
  if (answers.some(({ status }) => status === 'unreachable')) return yield* unreachable(call, resolver)
  yield* print(call, `Server:\t\t${resolver.server}\nAddress:\t${resolver.server}:53\n\n`)
  let unknown = false
  for (const { name, addresses, canonicalName, pointers } of answers) {
    if (pointers) yield* print(call, `${pointers.map((pointer) => `${name}\tname = ${pointer}\n`).join('')}\n`)
    else if (canonicalName !== undefined) yield* print(call, `${name}\tcanonical name = ${canonicalName}\n\n`)
    if (addresses.length > 0) {
      const known = canonicalName ?? name
      yield* print(call, `${addresses.map((address) => `Name:\t${known}\nAddress: ${address}\n`).join('')}\n`)
    } else if (!pointers && canonicalName === undefined) {
      unknown = true
      yield* print(call, `** server can't find ${name}: NXDOMAIN\n\n`)
    }
  }
  return unknown ? 1 : 0
}

/** The nslookup that busybox had up to 1.28, which asks as any other program does. */
export const oldNslookup: Tool = function* (call) {
  const [host, given] = call.args
  if (host === undefined) return yield* fail(call, 'missing operand')
  const resolver = resolverOf(call.sys, given)
  yield* call.sys.compute(2)
  const { server } = resolver
  const own = nameOf(call.sys, server, server)
  yield* call.stderr.write(`Server:    ${server}\nAddress 1: ${server}${own}\n\n`)
  const { addresses } = reverseName(host) ? { addresses: [host] } : askInTurn(call.sys, host, resolver)
  if (addresses.length === 0) {
    yield* call.stderr.write(`nslookup: can't resolve '${host}'\n`)
    return 1
  }
  const lines = addresses.map(
    (address, index) => `Address ${index + 1}: ${address}${nameOf(call.sys, address, server)}\n`,
  )
  return yield* print(call, `Name:      ${host}\n${lines.join('')}`)
}

/** It shows each address with the name that the address has, where it has one. */
function nameOf(sys: Sys, address: string, server: string): string {
  const pointer = ask(sys, reverseName(address) ?? address, server).pointers?.[0]
  return pointer === undefined ? '' : ` ${pointer}`
}
