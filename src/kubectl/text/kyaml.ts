/** A value as kubectl's -o kyaml writes it: YAML in braces, texts in quotes. */
// sigs.k8s.io/yaml: kyaml/kyaml.go (v1.6)
export function kyamlText(value: unknown): string {
  return `---\n${written(value, '')}\n`
}

function written(value: unknown, indent: string): string {
  if (typeof value === 'string') return text(value, indent)
  if (Array.isArray(value)) return list(value, indent)
  return typeof value === 'object' && value !== null
    ? map(value as Readonly<Record<string, unknown>>, indent)
    : `${value ?? 'null'}`
}

function map(value: Readonly<Record<string, unknown>>, indent: string): string {
  const inner = `${indent}  `
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  if (entries.length === 0) return '{}'
  const lines = entries.map(([name, each]) => `${inner}${key(name)}: ${written(each, inner)},\n`)
  return `{\n${lines.join('')}${indent}}`
}

/** What is in braces or brackets itself stands directly in the list's. */
function list(value: readonly unknown[], indent: string): string {
  if (value.length === 0) return '[]'
  if (value.every((each) => typeof each === 'object' && each !== null)) {
    return `[${value.map((each) => written(each, indent)).join(', ')}]`
  }
  const inner = `${indent}  `
  return `[\n${value.map((each) => `${inner}${written(each, inner)},\n`).join('')}${indent}]`
}

/** A text of several lines stands on several lines, each with its end. */
function text(value: string, indent: string): string {
  if (!value.includes('\n')) return JSON.stringify(value)
  const lines = value.match(/[^\n]*\n|[^\n]+$/g) ?? []
  return `"\\\n${lines.map((line) => `${indent}   ${JSON.stringify(line).slice(1, -1)}\\\n`).join('')}${indent}  "`
}

/** Words that YAML takes for something else than a text. */
const AMBIGUOUS = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf)$/i

function key(name: string): string {
  return /^[A-Za-z_][\w./-]*$/.test(name) && !AMBIGUOUS.test(name) ? name : JSON.stringify(name)
}
