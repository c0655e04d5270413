import { hash32 } from '../../lib/random.ts'

const WORDS = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]

/** The uid of something that nobody has written: always the same for what it is called. */
export function stableUid(name: string): string {
  const hex = WORDS.map((start) => hash32(name, start).toString(16).padStart(8, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** Early versions: what the cluster began with. */
const VERSIONS = 900

export function stableVersion(name: string): string {
  return String(1 + (hash32(name) % VERSIONS))
}
