import type { HttpResponse } from '../../../engine/program-api/network.ts'

/** What a phase comes to. */
export type Outcome =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  /** A status that error_page may have a page for, else nginx's own. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** What the error log says of it. */
      readonly why?: string
    }
  /** Elsewhere in this server, as if that had been asked for. */
  | { readonly kind: 'internal'; readonly uri: string; readonly args?: string }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'closed' }

export function statusOf(status: number, why?: string): Outcome {
  return { kind: 'status', status, ...(why === undefined ? {} : { why }) }
}

export function redirectTo(status: number, location: string): Outcome {
  return { kind: 'status', status, headers: { Location: location } }
}
