/** What becomes of a request. `error`: an answer with a status from 400 on; `closed`: the connection ends before the answer. */
export const REQUEST_OUTCOMES = ['ok', 'error', 'refused', 'timeout', 'closed', 'unknownHost', 'malformed'] as const
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number]
export type FailedOutcome = Exclude<RequestOutcome, 'ok'>
