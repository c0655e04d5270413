import { quantityError } from '../../../manifest/quantity.ts'

const UNITS: Readonly<Record<string, string>> = {
  b: '',
  byte: '',
  bytes: '',
  k: 'Ki',
  kb: 'Ki',
  kib: 'Ki',
  m: 'Mi',
  mb: 'Mi',
  mib: 'Mi',
  mi: 'Mi',
  meg: 'Mi',
  megabytes: 'Mi',
  g: 'Gi',
  gb: 'Gi',
  gib: 'Gi',
  gi: 'Gi',
  gigabytes: 'Gi',
  t: 'Ti',
  tb: 'Ti',
  tib: 'Ti',
  ti: 'Ti',
  ki: 'Ki',
}
const CPU_UNITS: Readonly<Record<string, string>> = {
  m: 'm',
  mcpu: 'm',
  mcpus: 'm',
  millicpu: 'm',
  millicores: 'm',
  mc: 'm',
  cpu: '',
  cpus: '',
  core: '',
  cores: '',
  vcpu: '',
  vcpus: '',
  c: '',
}

/** What a quantity is meant to be that is none: 64MB is 64Mi, 0,5 is 0.5. Undefined: nobody knows. */
export function meantQuantity(written: string, resource: string): string | undefined {
  const match = /^\s*([+-]?\d+(?:[.,]\d+)?)\s*([A-Za-z]*)\s*([A-Za-z]*)\s*$/.exec(written)
  if (!match) return undefined
  const [, number = '', first = '', second = ''] = match
  const unit = (first + second).toLowerCase()
  const table = /cpu/i.test(resource) ? CPU_UNITS : UNITS
  const suffix = unit === '' ? '' : Object.hasOwn(table, unit) ? table[unit] : undefined
  if (suffix === undefined) return undefined
  const meant = number.replace(',', '.') + suffix
  return quantityError(meant) === undefined ? meant : undefined
}
