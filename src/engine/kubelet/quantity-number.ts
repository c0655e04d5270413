import { parseQuantity } from '../../manifest/quantity.ts'

/** A quantity as a plain number (bytes, cores); undefined where there is none. It need not be whole: 0.1Gi is not. */
export function bytesOf(quantity: string | number | undefined): number | undefined {
  const parsed = quantity === undefined ? undefined : parseQuantity(quantity)
  return parsed && Number(parsed.nano) / 1e9
}
