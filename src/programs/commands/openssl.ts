import type { Task } from '../../engine/program-api/task.ts'
import { fromBase64, toBase64 } from '../../lib/base64.ts'
import { ownValue } from '../../lib/own.ts'
import { LIMITS } from '../limits.ts'
import { readAll } from '../streams.ts'
import { absolute, type Call, errorText, fail, print, type Tool } from '../tool.ts'
import { bytesOf } from './digests.ts'
import { md5, sha1, sha256 } from './hash.ts'

/** What makes keys and certificates: placeholders that say so. Elsewhere certificates are placeholders, too. */
const MAKERS: Readonly<Record<string, string>> = {
  genrsa: 'PRIVATE KEY',
  genpkey: 'PRIVATE KEY',
  ecparam: 'EC PRIVATE KEY',
  dhparam: 'DH PARAMETERS',
  rsa: 'PUBLIC KEY',
  req: 'CERTIFICATE',
  x509: 'CERTIFICATE',
  ca: 'CERTIFICATE',
  pkcs12: 'PKCS12',
}

const DIGESTS: Readonly<Record<string, { readonly name: string; readonly of: (bytes: readonly number[]) => string }>> =
  {
    md5: { name: 'MD5', of: md5 },
    sha1: { name: 'SHA1', of: sha1 },
    sha256: { name: 'SHA2-256', of: sha256 },
  }

/** openssl, as far as it can be told honestly: random numbers, digests, base64. */
export const openssl: Tool = function* (call) {
  const [verb = '', ...args] = call.args
  if (verb === 'version') return yield* print(call, 'OpenSSL 3.0.15 3 Sep 2024 (Library: OpenSSL 3.0.15 3 Sep 2024)\n')
  if (verb === 'rand') return yield* random(call, args)
  if (verb === 'base64' || (verb === 'enc' && args.some((arg) => arg === '-base64' || arg === '-a'))) {
    return yield* inBase64(call, args)
  }
  if (verb === 'dgst' || Object.hasOwn(DIGESTS, verb)) return yield* digest(call, verb, args)
  if (Object.hasOwn(MAKERS, verb)) return yield* make(call, verb, args)
  return yield* fail(call, `not simulated: openssl ${verb}`)
}

function optionOf(args: readonly string[], option: string): string | undefined {
  const at = args.indexOf(option)
  return at < 0 ? undefined : args[at + 1]
}

function* random(call: Call, args: readonly string[]): Task<number> {
  const count = Number(args.findLast((arg) => /^\d+$/.test(arg)))
  if (!(count > 0 && count <= LIMITS.block)) return yield* fail(call, 'rand: Extra arguments given.')
  const stream = call.sys.random('openssl')
  const bytes = Array.from({ length: count }, () => stream.integer(256))
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  // Bytes as Latin letters would be two bytes each: base64 of as many letters has the length that is asked for.
  const letters = bytes.map((byte) => String.fromCharCode(byte & 127)).join('')
  const text = args.includes('-hex') ? `${hex}\n` : args.includes('-base64') ? lines(toBase64(letters)) : letters
  return yield* toFile(call, optionOf(args, '-out'), text)
}

function lines(text: string): string {
  return `${(text.match(/.{1,64}/g) ?? []).join('\n')}\n`
}

function* inBase64(call: Call, args: readonly string[]): Task<number> {
  const text = yield* input(call, optionOf(args, '-in'))
  if (typeof text === 'number') return text
  const made = args.includes('-d') ? fromBase64(text) : args.includes('-A') ? toBase64(text) : lines(toBase64(text))
  return made === undefined
    ? yield* fail(call, 'error decoding base64')
    : yield* toFile(call, optionOf(args, '-out'), made)
}

function* digest(call: Call, verb: string, args: readonly string[]): Task<number> {
  const name = verb === 'dgst' ? (args.find((arg) => Object.hasOwn(DIGESTS, arg.slice(1)))?.slice(1) ?? 'sha256') : verb
  const { name: shown, of } = ownValue(DIGESTS, name) ?? { name: 'SHA2-256', of: sha256 }
  if (args.some((arg) => /^-(?:sign|verify|hmac|hex512|sha512|sha384)$/.test(arg))) {
    return yield* fail(call, `not simulated: openssl ${[verb, ...args].join(' ')}`)
  }
  const file = args.findLast((arg) => !arg.startsWith('-'))
  const text = yield* input(call, file)
  if (typeof text === 'number') return text
  const sum = of(bytesOf(text))
  return yield* print(
    call,
    args.includes('-r') ? `${sum} *${file ?? 'stdin'}\n` : `${shown}(${file ?? 'stdin'})= ${sum}\n`,
  )
}

function* make(call: Call, verb: string, args: readonly string[]): Task<number> {
  const what =
    args.includes('-new') && verb === 'req' && !args.includes('-x509') ? 'CERTIFICATE REQUEST' : ownValue(MAKERS, verb)
  const files = [
    ...['-out', '-pubout'].flatMap((option) => [[optionOf(args, option), what] as const]),
    [optionOf(args, '-keyout'), 'PRIVATE KEY'] as const,
  ].flatMap(([path, kind]) => (path === undefined || path.startsWith('-') ? [] : [[path, kind] as const]))
  for (const [path, kind] of files) {
    const error = call.sys.files.write(
      absolute(call.sys.cwd, path),
      `-----BEGIN ${kind}-----\nplaceholder\n-----END ${kind}-----\n`,
    )
    if (error) return yield* fail(call, `Can't open "${path}" for writing, ${errorText(error)}`)
  }
  const names = files.map(([path]) => path).join(' and ')
  if (files.length === 0) return yield* fail(call, `not simulated: openssl ${verb}`)
  yield* call.stderr.write(
    `openssl: not simulated: keys and certificates; ${names} ${files.length > 1 ? 'are placeholders' : 'is a placeholder'}\n`,
  )
  return 0
}

function* input(call: Call, path: string | undefined): Task<string | number> {
  if (path === undefined) return yield* readAll(call.stdin, LIMITS.text)
  const file = call.sys.files.read(absolute(call.sys.cwd, path))
  return typeof file === 'string'
    ? yield* fail(call, `Can't open "${path}" for reading, ${errorText(file)}`)
    : file.text
}

function* toFile(call: Call, path: string | undefined, text: string): Task<number> {
  if (path === undefined) return yield* print(call, text)
  const error = call.sys.files.write(absolute(call.sys.cwd, path), text)
  return error ? yield* fail(call, `Can't open "${path}" for writing, ${errorText(error)}`) : 0
}
