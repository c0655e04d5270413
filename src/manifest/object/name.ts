// apimachinery: pkg/util/validation/validation.go and pkg/api/validate/content (v1.36). Each returns what is wrong.

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`
const QUALIFIED = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const LABEL_VALUE = `(${QUALIFIED})?`

const LABEL_MESSAGE = `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '${LABEL}')`
const SUBDOMAIN_MESSAGE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`
const QUALIFIED_MESSAGE = `must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${QUALIFIED}')`
const LABEL_VALUE_MESSAGE = `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${LABEL_VALUE}')`
const DNS1035 = '[a-z]([-a-z0-9]*[a-z0-9])?'
const DNS1035_MESSAGE = `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '${DNS1035}')`

/** Linear stand-ins for the regular expressions above: text that is pasted may be long. */
const LABEL_FORM = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/
const DNS1035_FORM = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/
const QUALIFIED_FORM = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/

export function isDNS1123Label(value: string): string[] {
  const wrong = tooManyCharacters(value, 63)
  if (!LABEL_FORM.test(value)) wrong.push(isSubdomainForm(value) ? 'must not contain dots' : LABEL_MESSAGE)
  return wrong
}

export function isDNS1123Subdomain(value: string): string[] {
  const wrong = tooManyCharacters(value, 253)
  if (!isSubdomainForm(value)) wrong.push(SUBDOMAIN_MESSAGE)
  return wrong
}

export function isDNS1035Label(value: string): string[] {
  const wrong = tooManyCharacters(value, 63)
  if (!DNS1035_FORM.test(value)) wrong.push(DNS1035_MESSAGE)
  return wrong
}

/** example.com/name or name: label keys, taint keys, resources. */
export function isQualifiedName(value: string): string[] {
  // Most have no prefix, and nothing is wrong with them.
  if (value.length <= 63 && QUALIFIED_FORM.test(value)) return []
  const parts = value.split('/')
  if (parts.length > 2) {
    return [
      `a valid label key ${QUALIFIED_MESSAGE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const wrong: string[] = []
  const name = parts.at(-1) ?? ''
  if (parts.length === 2) {
    const prefix = parts[0] ?? ''
    if (prefix === '') wrong.push('prefix part must be non-empty')
    else if (prefix.length > 253) wrong.push('prefix part must be no more than 253 bytes')
    else if (!isSubdomainForm(prefix)) wrong.push(`prefix part ${SUBDOMAIN_MESSAGE}`)
  }
  if (name === '') wrong.push('name part must be non-empty')
  else if (isLonger(name, 63)) wrong.push('name part must be no more than 63 bytes')
  if (!QUALIFIED_FORM.test(name)) wrong.push(`name part ${QUALIFIED_MESSAGE}`)
  return wrong
}

export function isValidLabelValue(value: string): string[] {
  const wrong: string[] = []
  if (isLonger(value, 63)) wrong.push('must be no more than 63 bytes')
  if (value !== '' && !QUALIFIED_FORM.test(value)) wrong.push(LABEL_VALUE_MESSAGE)
  return wrong
}

export function isValidPortName(value: string): string[] {
  const wrong = tooManyCharacters(value, 15)
  if (!/^[-a-z0-9]+$/.test(value)) wrong.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)')
  if (!/[a-z]/.test(value)) wrong.push('must contain at least one letter (a-z)')
  if (value.includes('--')) wrong.push('must not contain consecutive hyphens')
  if (value !== '' && (value.startsWith('-') || value.endsWith('-'))) wrong.push('must not begin or end with a hyphen')
  return wrong
}

export function isValidPortNum(value: number): string[] {
  return isInRange(value, 1, 65535)
}

export function isInRange(value: number, least: number, most: number): string[] {
  return value >= least && value <= most ? [] : [`must be between ${least} and ${most}, inclusive`]
}

/** A user's or group's number. */
export function isValidUserID(value: number): string[] {
  return isInRange(value, 0, 2147483647)
}

export function isHTTPHeaderName(value: string): string[] {
  if (/^[-A-Za-z0-9]+$/.test(value)) return []
  return [
    "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')",
  ]
}

export function isRelaxedEnvVarName(value: string): string[] {
  if (value !== '' && /^[\x20-\x3c\x3e-\x7e]+$/.test(value)) return []
  return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
}

export function isConfigMapKey(value: string): string[] {
  const wrong = tooManyCharacters(value, 253)
  if (!/^[-._a-zA-Z0-9]+$/.test(value)) {
    wrong.push(
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    )
  }
  if (value === '.') wrong.push("must not be '.'")
  else if (value === '..') wrong.push("must not be '..'")
  else if (value.startsWith('..')) wrong.push("must not start with '..'")
  return wrong
}

function isSubdomainForm(value: string): boolean {
  return value.split('.').every((part) => LABEL_FORM.test(part))
}

function tooManyCharacters(value: string, most: number): string[] {
  return isLonger(value, most) ? [`must be no more than ${most} characters`] : []
}

/** In bytes of UTF-8: no unit of a text takes more than three. */
function isLonger(value: string, most: number): boolean {
  return value.length * 3 > most && byteLength(value) > most
}

function byteLength(value: string): number {
  let bytes = 0
  for (const character of value) {
    const code = character.codePointAt(0) as number
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

// apimachinery: pkg/api/validation/path/name.go IsValidPathSegmentName (v1.36)
export function isPathSegmentName(name: string): string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`]
  return [...'/%'].filter((letter) => name.includes(letter)).map((letter) => `may not contain '${letter}'`)
}
