/** A name that the API server takes, as near to what was written as can be. */
export function asLabel(text: string, fallback: string, most = 63): string {
  const name = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '')
  return name === '' ? fallback : name
}

/** With dots, where those are allowed. */
export function asSubdomain(text: string, fallback: string): string {
  const name = text
    .split('.')
    .map((part) => asLabel(part, ''))
    .filter((part) => part !== '')
    .join('.')
    .slice(0, 253)
    .replace(/[-.]+$/, '')
  return name === '' ? fallback : name
}

/** What may stand as a label's value. */
export function asLabelValue(text: string): string {
  return text
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
}

/** The name of a variable or of a port, as far as letters go. */
export function asVariable(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_.-]+/g, '_')
  return /^\d/.test(name) ? `_${name}` : name
}
