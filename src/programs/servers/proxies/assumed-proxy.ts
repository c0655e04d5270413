import type { Sys } from '../../../engine/program-api/program.ts'
import type { Behind } from './pass-on.ts'

/** A proxy whose configuration was downloaded: nobody knows what that says. */
export interface AssumedProxy {
  readonly ports: readonly { readonly port: number; readonly tls: boolean }[]
  /** What listens beside it: a proxy in a Pod is there for its neighbour. */
  readonly behind: () => readonly Behind[]
}

/** Where a proxy is taken to be that is asked nowhere. */
const STANDARD_PORT = 80

/**
 * A proxy that fits its manifest: it listens where ports, probes, hooks and Services ask for it, and passes everything on
 * to the server that listens beside it.
 */
export function assumedProxy(sys: Sys, adminPort?: number): AssumedProxy {
  const asked = sys.described.ports.filter(({ exposed, port }) => !exposed && port !== adminPort)
  const ports = asked.map(({ port, protocols }) => ({ port, tls: protocols.every((protocol) => protocol === 'https') }))
  return {
    ports: ports.length > 0 ? ports : [{ port: STANDARD_PORT, tls: false }],
    behind: () =>
      sys
        .sockets()
        .filter(({ process }) => process === undefined)
        .map(({ port }) => ({ host: '127.0.0.1', port }))
        .sort((one, other) => one.port - other.port)
        .slice(0, 1),
  }
}

/** What is assumed, for the log. */
export function saidOf({ ports }: AssumedProxy, file: string): string {
  const where = ports.map(({ port }) => port).join(', ')
  return `not simulated: what ${file} says, which is a placeholder; taken to listen on ${where} and to pass on to its neighbour in the Pod`
}
