import { header } from '../server-loop.ts'
import type { AccessRule } from './config.ts'
import { remoteAddress, type Transaction } from './transaction.ts'

/** The first rule that fits decides; where none does, everybody may. */
// nginx: http/modules/ngx_http_access_module.c (1.27)
function allowed(rules: readonly AccessRule[], address: string): boolean {
  return rules.find(({ who }) => who === 'all' || within(who, address))?.allow ?? true
}

function within(who: string, address: string): boolean {
  const [network = '', length = '32'] = who.split('/')
  const [a, b] = [bitsOf(network), bitsOf(address)]
  if (a === undefined || b === undefined) return network === address
  const shift = 32 - Math.min(32, Number(length))
  return shift === 32 || a >>> shift === b >>> shift
}

function bitsOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)
  return parts ? parts.slice(1).reduce((sum, part) => ((sum << 8) | Number(part)) >>> 0, 0) : undefined
}

export type Access =
  | { readonly kind: 'granted' }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 500; readonly realm?: string; readonly why: string }

const GRANTED: Access = { kind: 'granted' }

/** By address, by password, by both or by either. */
export function accessOf(transaction: Transaction): Access {
  const { settings, location, request } = transaction
  const address = remoteAddress(transaction)
  const limits = location?.limits
  // GET lets HEAD through as well.
  const method = request.method === 'HEAD' ? 'GET' : request.method
  if (limits && !limits.methods.includes(method) && !allowed(limits.access, address)) {
    return { kind: 'refused', status: 403, why: 'access forbidden by rule' }
  }
  const may = allowed(settings.access, address)
  if (settings.satisfyAny && settings.access.length > 0 && may) return GRANTED
  if (!may && !(settings.satisfyAny && settings.auth)) {
    return { kind: 'refused', status: 403, why: 'access forbidden by rule' }
  }
  return settings.auth ? basicAuth(transaction, settings.auth) : GRANTED
}

// nginx: http/modules/ngx_http_auth_basic_module.c (1.27)
function basicAuth(
  transaction: Transaction,
  { realm, file }: { readonly realm: string; readonly file: string },
): Access {
  const refused = (why: string): Access => ({ kind: 'refused', status: 401, realm, why })
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(header(transaction.request, 'authorization') ?? '') ?? []
  const [user = '', password = ''] = encoded === undefined ? [] : splitOnce(fromBase64(encoded))
  if (encoded === undefined || user === '') return refused('no user/password was provided for basic authentication')
  const content = transaction.sys.files.read(file)
  if (typeof content === 'string') {
    return {
      kind: 'refused',
      status: content === 'ENOENT' ? 403 : 500,
      why: `open() "${file}" failed (${content === 'ENOENT' ? '2: No such file or directory' : '13: Permission denied'})`,
    }
  }
  const line = content.text.split('\n').find((each) => each.startsWith(`${user}:`))
  if (!line) return refused(`user "${user}" was not found in "${file}"`)
  const stored = line.slice(user.length + 1).split(':')[0] ?? ''
  // Whether a password fits a hash is not computed: whoever is in the file and gives one is taken for the one he says.
  const plain = /^\{PLAIN\}(.*)$/.exec(stored)?.[1]
  if (plain !== undefined && plain !== password) return refused(`user "${user}": password mismatch`)
  transaction.user = user
  return GRANTED
}

function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function fromBase64(text: string): string {
  let bits = 0
  let count = 0
  let out = ''
  for (const char of text.replace(/=+$/, '')) {
    bits = ((bits << 6) | ALPHABET.indexOf(char)) & 0xfff
    count += 6
    if (count < 8) continue
    count -= 8
    out += String.fromCharCode((bits >> count) & 0xff)
  }
  return out
}
