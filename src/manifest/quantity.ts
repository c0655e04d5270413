/**
 * A Kubernetes quantity: `unscaled` × 10^-9, exactly. What is finer than nano is rounded up, as the API server does.
 */
// apimachinery: pkg/api/resource/quantity.go (v1.36)
export interface Quantity {
  readonly nano: bigint
  readonly format: QuantityFormat
}

export type QuantityFormat = 'BinarySI' | 'DecimalSI' | 'DecimalExponent'

const QUANTITY_FORMAT_ERROR =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

const NANO = 1_000_000_000n
/** Larger amounts saturate, as upstream's do at the largest int64. */
const MAX_INT64 = 9_223_372_036_854_775_807n
const BINARY: readonly (readonly [suffix: string, shift: bigint])[] = [
  ['Ei', 60n],
  ['Pi', 50n],
  ['Ti', 40n],
  ['Gi', 30n],
  ['Mi', 20n],
  ['Ki', 10n],
]
const DECIMAL: readonly (readonly [suffix: string, exponent: number])[] = [
  ['E', 18],
  ['P', 15],
  ['T', 12],
  ['G', 9],
  ['M', 6],
  ['k', 3],
  ['', 0],
  ['m', -3],
  ['u', -6],
  ['n', -9],
]

const BINARY_STEPS = BINARY.map(([suffix, shift]) => [suffix, 1n << shift] as const)
const DECIMAL_STEPS = DECIMAL.map(([suffix, exponent]) => [suffix, exponent, 10n ** BigInt(exponent + 9)] as const)

/** Reads a quantity as a manifest has it: text, or a bare number. Undefined: it is none. */
export function parseQuantity(given: string | number): Quantity | undefined {
  const parsed = remembered(typeof given === 'number' ? plainNumber(given) : given)
  return typeof parsed === 'string' ? undefined : parsed
}

/** A manifest has few different quantities, and they are read over and over. */
const known = new Map<string, Quantity | string>()
const REMEMBERED = 1000

function remembered(text: string): Quantity | string {
  let parsed = known.get(text)
  if (parsed === undefined) {
    parsed = readQuantity(text)
    if (known.size >= REMEMBERED) known.clear()
    known.set(text, parsed)
  }
  return parsed
}

/** What the API server says of a text that is no quantity. */
export function quantityError(given: string | number): string | undefined {
  const parsed = readQuantity(typeof given === 'number' ? plainNumber(given) : given)
  return typeof parsed === 'string' ? parsed : undefined
}

// apimachinery: pkg/api/resource/quantity.go ParseQuantity, parseQuantityString (v1.36)
function readQuantity(text: string): Quantity | string {
  const match = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)$/.exec(text)
  if (!match || text === '') return QUANTITY_FORMAT_ERROR
  const [, sign, whole = '', fraction = '', suffix = ''] = match
  const scale = scaleOf(suffix)
  if (!scale) return "unable to parse quantity's suffix"
  const digits = BigInt(`${whole}${fraction}` || '0')
  const exponent = scale.exponent - fraction.length + 9
  let nano = digits << scale.shift
  // Beyond these the amount is saturated, or next to nothing: no need to compute a number of a thousand digits.
  if (exponent > 60) nano = nano === 0n ? 0n : MAX_INT64 * NANO
  else if (exponent >= 0) nano *= 10n ** BigInt(exponent)
  else nano = divideAwayFromZero(nano, 10n ** BigInt(-exponent))
  if (nano > MAX_INT64 * NANO) nano = MAX_INT64 * NANO
  return { nano: sign === '-' ? -nano : nano, format: scale.format }
}

function scaleOf(suffix: string): { shift: bigint; exponent: number; format: QuantityFormat } | undefined {
  const binary = BINARY.find(([name]) => name === suffix)
  if (binary) return { shift: binary[1], exponent: 0, format: 'BinarySI' }
  const decimal = DECIMAL.find(([name]) => name === suffix)
  if (decimal) return { shift: 0n, exponent: decimal[1], format: 'DecimalSI' }
  const power = /^[eE]([-+]?[0-9]{1,4})$/.exec(suffix)
  return power ? { shift: 0n, exponent: Number(power[1]), format: 'DecimalExponent' } : undefined
}

/** JavaScript writes 1e+21 where JSON from Go has digits. */
function plainNumber(number: number): string {
  return Number.isInteger(number) ? BigInt(number).toString() : String(number)
}

function divideAwayFromZero(amount: bigint, by: bigint): bigint {
  const quotient = amount / by
  return amount % by === 0n ? quotient : quotient + 1n
}

/** Away from nothing: what is needed at least. */
function roundUp(amount: bigint, by: bigint): bigint {
  return amount < 0n ? -divideAwayFromZero(-amount, by) : divideAwayFromZero(amount, by)
}

/** Whole units, rounded up. */
export function quantityValue({ nano }: Quantity): bigint {
  return roundUp(nano, NANO)
}

/** Thousandths, rounded up. */
export function quantityMilliValue({ nano }: Quantity): bigint {
  return roundUp(nano, 1_000_000n)
}

export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return a.nano < b.nano ? -1 : a.nano > b.nano ? 1 : 0
}

/** The sum keeps the first one's format, unless that is nothing. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nano: a.nano + b.nano, format: a.nano === 0n ? b.format : a.format }
}

/** Rounded up to thousandths: what the API server stores of resources. */
export function roundToMilli(quantity: Quantity): Quantity {
  return { ...quantity, nano: roundUp(quantity.nano, 1_000_000n) * 1_000_000n }
}

/** The canonical text. */
// apimachinery: pkg/api/resource/quantity.go CanonicalizeBytes (v1.36)
export function formatQuantity({ nano, format }: Quantity): string {
  if (nano === 0n) return '0'
  const sign = nano < 0n ? '-' : ''
  const amount = nano < 0n ? -nano : nano
  // Below 1024, or with a fraction, a binary amount is written like a decimal one.
  if (format === 'BinarySI' && amount >= 1024n * NANO && amount % NANO === 0n) {
    const whole = amount / NANO
    for (const [suffix, step] of BINARY_STEPS) if (whole % step === 0n) return `${sign}${whole / step}${suffix}`
    return `${sign}${whole}`
  }
  for (const [suffix, exponent, step] of DECIMAL_STEPS) {
    if (amount % step !== 0n) continue
    const written = format === 'DecimalExponent' && exponent !== 0 ? `e${exponent}` : suffix
    return `${sign}${amount / step}${written}`
  }
  return `${sign}${amount}n`
}
