import type { RuntimeContainer } from '../container.ts'
import type { FileNode } from '../files/file-node.ts'
import { generatedFile } from '../files/generated-files.ts'
import { gatewayOf } from '../network.ts'

/** /proc/net: the sandbox's, whichever of its containers looks. */
export function networkFiles({ sandbox }: RuntimeContainer): Readonly<Record<string, () => FileNode>> {
  const file = (read: () => string) => () => generatedFile(read)
  return {
    arp: file(() => 'IP address       HW type     Flags       HW address            Mask     Device\n'),
    dev: file(
      () =>
        `Inter-|   Receive                                                |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n${['lo', 'eth0'].map((name) => `${name.padStart(6)}: ${Array(16).fill('0').join(' ')}\n`).join('')}`,
    ),
    route: file(
      () =>
        `Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\neth0\t00000000\t${hexAddress(gatewayOf(sandbox.ip))}\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`,
    ),
    tcp: file(
      () =>
        `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n${[
          ...sandbox.network.listeners,
        ]
          .map(
            ([port, { loopbackOnly }], index) =>
              `${String(index).padStart(4)}: ${loopbackOnly ? hexAddress('127.0.0.1') : '00000000'}:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 ${10_000 + port} 1\n`,
          )
          .join('')}`,
    ),
  }
}

/** As the kernel of a little-endian machine writes an address: 127.0.0.1 is 0100007F. */
function hexAddress(ip: string): string {
  return ip
    .split('.')
    .reverse()
    .map((part) => Number(part).toString(16).toUpperCase().padStart(2, '0'))
    .join('')
}
