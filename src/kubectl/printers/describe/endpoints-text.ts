import { at, listAt, textAt } from '../field.ts'

/** More are counted and not named. */
const MOST = 3

/** The addresses of a Service's port that are ready. */
// kubectl: pkg/describe/describe.go formatEndpointSlices (v1.36)
export function formatEndpointSlices(slices: readonly unknown[], portName: string): string {
  if (slices.length === 0) return '<none>'
  const all = slices.flatMap((slice) => {
    const ports = listAt(slice, 'ports')
    const endpoints = listAt(slice, 'endpoints')
    const ready = endpoints.filter((endpoint) => at(endpoint, 'conditions', 'ready') !== false)
    const addresses = ready.map((endpoint) => textAt(endpoint, 'addresses', 0))
    // A headless Service may have no ports.
    if (ports.length === 0) return addresses
    return ports
      .filter((port) => textAt(port, 'name') === portName)
      .flatMap((port) => addresses.map((address) => joined(address, textAt(port, 'port'))))
  })
  const shown = all.slice(0, MOST).join(',')
  return all.length > MOST ? `${shown} + ${all.length - MOST} more...` : shown
}

// go: net.JoinHostPort
function joined(address: string, port: string): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
