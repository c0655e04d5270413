import { ownValue } from '../lib/own.ts'

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  c: 1,
  w: 2,
  kB: 1000,
  K: 1024,
  k: 1024,
  Ki: 1024,
  KB: 1000,
  M: 1024 ** 2,
  m: 1024 ** 2,
  Mi: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  g: 1024 ** 3,
  Gi: 1024 ** 3,
  GB: 1000 ** 3,
}

/** 20Mi, 1M, 512, 2G: as programs take sizes (K and M are binary). undefined where it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(text)
  const unit = match && ownValue(UNITS, match[2] as string)
  return match && unit !== undefined && unit !== null ? Math.round(Number(match[1]) * unit) : undefined
}
