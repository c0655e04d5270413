import type { Time } from '../lib/time.ts'

/** Why requests failed, in facts. */
export type FailureReason =
  /** Nobody knows the Service's name, or it has no such port. */
  | { readonly kind: 'noService' }
  | { readonly kind: 'noPort' }
  /** The rules of the node that the request came by had nobody to send it to. */
  | { readonly kind: 'noEndpoints' }
  /** Traffic came to the Pod though its port had never been open in this run of its sandbox. */
  | { readonly kind: 'notYetListening' }
  /** The node still sent requests to the Pod, whose port had been closed at that time, */
  | { readonly kind: 'stoppedListening'; readonly since: Time }
  /** or that was gone with its address. */
  | { readonly kind: 'podGone'; readonly since: Time }
  /** The process that had the request ended before it had answered. */
  | { readonly kind: 'cutOff' }
  /** It had not answered in time. */
  | { readonly kind: 'slow' }
  /** It answered with this status. */
  | { readonly kind: 'status'; readonly status: number }
  /** What came back is no HTTP, or a rule of the Pod's own threw the request away. */
  | { readonly kind: 'noHttp'; readonly detail: string }
  | { readonly kind: 'dropped' }
