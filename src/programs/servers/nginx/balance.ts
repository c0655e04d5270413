import type { Peer, Upstream } from './config.ts'

interface PeerState {
  current: number
  fails: number
  failedAt: number
  active: number
}

/** Whose turn it is among an upstream's servers, and who has failed lately. */
// nginx: http/ngx_http_upstream_round_robin.c (1.27)
export class Balancer {
  readonly #states = new Map<string, PeerState>()

  #stateOf(upstream: Upstream, index: number): PeerState {
    const key = `${upstream.name} ${index}`
    let state = this.#states.get(key)
    if (!state) {
      state = { current: 0, fails: 0, failedAt: 0, active: 0 }
      this.#states.set(key, state)
    }
    return state
  }

  /** The next one that was not tried for this request; undefined: none is left. `client`: for ip_hash. */
  next(upstream: Upstream, tried: ReadonlySet<number>, now: number, client: string): number | undefined {
    const alive = upstream.peers.flatMap((peer, index) => {
      if (peer.down || tried.has(index)) return []
      const { fails, failedAt } = this.#stateOf(upstream, index)
      // With one server nobody is taken out.
      const out = upstream.peers.length > 1 && peer.maxFails > 0 && fails >= peer.maxFails
      return out && now - failedAt < peer.failTimeout ? [] : [index]
    })
    const peerAt = (index: number): Peer => upstream.peers[index] as Peer
    const usual = alive.filter((index) => !peerAt(index).backup)
    const candidates = usual.length > 0 ? usual : alive
    if (candidates.length === 0) return undefined
    if (upstream.method === 'ip_hash' || upstream.method === 'hash')
      return candidates[hashOf(client) % candidates.length]
    if (upstream.method === 'least_conn') {
      const load = (index: number): number => this.#stateOf(upstream, index).active / peerAt(index).weight
      const least = Math.min(...candidates.map(load))
      return this.#inTurn(
        upstream,
        candidates.filter((index) => load(index) === least),
      )
    }
    return this.#inTurn(upstream, candidates)
  }

  /** Smooth weighted round robin. */
  #inTurn(upstream: Upstream, candidates: readonly number[]): number | undefined {
    let best: number | undefined
    let total = 0
    for (const index of candidates) {
      const { weight } = upstream.peers[index] as Peer
      const state = this.#stateOf(upstream, index)
      state.current += weight
      total += weight
      if (best === undefined || state.current > this.#stateOf(upstream, best).current) best = index
    }
    if (best !== undefined) this.#stateOf(upstream, best).current -= total
    return best
  }

  began(upstream: Upstream, index: number): void {
    this.#stateOf(upstream, index).active++
  }

  ended(upstream: Upstream, index: number, failed: boolean, now: number): void {
    const state = this.#stateOf(upstream, index)
    state.active--
    if (failed) {
      state.fails = now - state.failedAt > (upstream.peers[index]?.failTimeout ?? 0) ? 1 : state.fails + 1
      state.failedAt = now
    } else state.fails = 0
  }
}

/** By the first three parts of an address. */
function hashOf(address: string): number {
  let hash = 89
  for (const part of address.split('.').slice(0, 3)) hash = (hash * 113 + Number(part)) % 6271
  return hash
}
