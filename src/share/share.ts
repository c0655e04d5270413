import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate'
import type { Duration, Time } from '../lib/time.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { DICTIONARY_V1 } from './dictionary.ts'

/** What a link restores. Everything but the text is optional, so that a link may be written by hand. */
export interface Shared {
  readonly text: string
  readonly playheadMs?: Time
  /** The stretch of time on the screen. */
  readonly window?: { readonly fromMs: Time; readonly toMs: Time }
  readonly seed?: number
}

export type ShareFailure =
  /** No fragment, or one that is something else. */
  | 'not-a-link'
  /** Made by a later Podlapse. */
  | 'newer-version'
  | 'too-long'
  /** The end is missing, as after a line break in a mail. */
  | 'cut'
  | 'damaged'

export type Decoded =
  | { readonly ok: true; readonly value: Shared }
  /** `text`: as much as could be read. */
  | { readonly ok: false; readonly reason: ShareFailure; readonly text?: string }

/** A link is hostile text: what it inflates to is bounded, and so is the work to find out. */
export const MAX_TEXT_BYTES = 1024 * 1024 + 64 * 1024
/** Text that does not compress at all, and some room for the parameters. */
export const MAX_FRAGMENT_LENGTH = Math.ceil((MAX_TEXT_BYTES * 4) / 3) + 1024
const LONGEST: Duration = 366 * 24 * 3600 * 1000
const PIECE_BYTES = 4096

let dictionary: Uint8Array | undefined

/**
 * `v1.<data>&t=65000&w=0-120000&seed=3`: the text compressed, what is short readable. The text is shared, not what was
 * parsed from it: a link opens in the editor as it was written, mistakes included.
 * undefined: the text is larger than a link can be.
 */
export function encodeShare({ text, playheadMs, window, seed }: Shared): string | undefined {
  const bytes = strToU8(text)
  if (bytes.length > MAX_TEXT_BYTES) return undefined
  const packed = deflateSync(bytes, { level: 9, mem: 12, dictionary: dictionaryV1() })
  let fragment = `v1.${toBase64url(packed)}`
  if (playheadMs !== undefined && playheadMs > 0) fragment += `&t=${Math.round(playheadMs)}`
  if (window !== undefined) fragment += `&w=${Math.round(window.fromMs)}-${Math.round(window.toMs)}`
  if (seed !== undefined) fragment += `&seed=${seed}`
  return fragment
}

/** Takes the fragment with or without its `#`. Never throws. */
export function decodeShare(fragment: string): Decoded {
  if (fragment.length > MAX_FRAGMENT_LENGTH) return { ok: false, reason: 'too-long' }
  const [head = '', ...parameters] = fragment.replace(/^#/, '').split('&')
  const match = /^v(\d{1,6})\.(.*)$/s.exec(head)
  if (!match) return { ok: false, reason: 'not-a-link' }
  if (match[1] !== '1') return { ok: false, reason: 'newer-version' }
  const packed = fromBase64url(match[2] as string)
  if (packed === undefined) return { ok: false, reason: 'damaged' }
  const inflated = inflate(packed)
  const text = textOf(inflated.bytes)
  if (inflated.failure !== undefined) return { ok: false, reason: inflated.failure, ...(text === '' ? {} : { text }) }
  return { ok: true, value: { text, ...readParameters(parameters) } }
}

/** A parameter that makes no sense is as if it were not there: the text matters more. */
function readParameters(parameters: readonly string[]): Omit<Shared, 'text'> {
  const values = new Map(parameters.map((parameter) => parameter.split('=', 2) as [string, string | undefined]))
  const playheadMs = readInteger(values.get('t'), LONGEST)
  const [from, to] = (values.get('w') ?? '').split('-', 2).map((part) => readInteger(part, LONGEST))
  const seed = readInteger(values.get('seed'), Number.MAX_SAFE_INTEGER)
  return {
    ...(playheadMs === undefined ? {} : { playheadMs }),
    ...(from === undefined || to === undefined || from >= to ? {} : { window: { fromMs: from, toMs: to } }),
    ...(seed === undefined ? {} : { seed }),
  }
}

function readInteger(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return undefined
  const value = Number(text)
  return value <= most ? value : undefined
}

interface Inflated {
  readonly bytes: Uint8Array
  readonly failure?: ShareFailure
}

/** Piece by piece, so that a bomb is dropped at the limit and a cut text keeps what stood before the cut. */
function inflate(packed: Uint8Array): Inflated {
  if (packed.length === 0) return { bytes: packed, failure: 'cut' }
  // The stream complains about a missing end only in its final push, and only if that is not empty.
  const last = packed.length - 1
  const pieces: Uint8Array[] = []
  let size = 0
  const stream = new Inflate({ dictionary: dictionaryV1() }, (piece) => {
    pieces.push(piece)
    size += piece.length
  })
  let failure: ShareFailure | undefined
  try {
    for (let at = 0; at < last && size <= MAX_TEXT_BYTES; at += PIECE_BYTES) {
      stream.push(packed.subarray(at, Math.min(at + PIECE_BYTES, last)))
    }
  } catch {
    failure = 'damaged'
  }
  if (size > MAX_TEXT_BYTES) failure = 'too-long'
  if (failure === undefined) {
    try {
      stream.push(packed.subarray(last), true)
    } catch {
      failure = 'cut'
    }
  }
  const bytes = new Uint8Array(Math.min(size, MAX_TEXT_BYTES))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece.subarray(0, bytes.length - at), at)
    at += piece.length
    if (at >= bytes.length) break
  }
  return failure === undefined ? { bytes } : { bytes, failure }
}

/** The decoder takes a byte order mark for itself; here it is part of the text. */
function textOf(bytes: Uint8Array): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return (hasMark ? '\uFEFF' : '') + strFromU8(bytes)
}

function dictionaryV1(): Uint8Array {
  dictionary ??= strToU8(DICTIONARY_V1)
  return dictionary
}
