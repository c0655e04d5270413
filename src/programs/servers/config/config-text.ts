import { Settings } from './settings.ts'

/** Reads the text of a configuration file into settings by name; nested names are joined by dots. */
export type ConfigFormat = (text: string) => Settings

function linesOf(text: string, comment: RegExp): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(comment, '').trimEnd())
    .filter((line) => line.trim() !== '')
}

function unquoted(value: string): string {
  const text = value.trim().replace(/[,;]$/, '')
  const quote = text.charAt(0)
  return text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text
}

const HASH = /^\s*#.*$|\s#.*$/

/** `name = value`, and `name value` where the server takes that too: postgresql.conf, server.properties, zoo.cfg, rabbitmq.conf. */
export const assignments: ConfigFormat = (text) => {
  const settings = new Settings()
  for (const line of linesOf(text, HASH)) {
    const [, name, value = ''] = /^\s*([^\s=:]+)\s*(?:[=:]\s*|\s)?(.*)$/.exec(line) ?? []
    if (name !== undefined) settings.add(name, unquoted(value))
  }
  return settings
}

/** `name value`: redis.conf, mosquitto.conf. */
export const words: ConfigFormat = (text) => {
  const settings = new Settings()
  for (const line of linesOf(text, /^\s*#.*$/)) {
    const [, name = '', value = ''] = /^\s*(\S+)\s*(.*)$/.exec(line) ?? []
    settings.add(name, unquoted(value))
  }
  return settings
}

/** `[section]` over `name = value`: my.cnf, grafana.ini, influxdb.conf. The section is the first part of the name. */
export const sections: ConfigFormat = (text) => {
  const settings = new Settings()
  let section = ''
  for (const line of linesOf(text, /^\s*[#;].*$|\s[#;].*$/)) {
    const header = /^\s*\[+([^\]]+)\]+/.exec(line)?.[1]
    if (header !== undefined) {
      section = `${header.trim()}.`
      continue
    }
    const [, name, value = 'true'] = /^\s*([^=\s]+)\s*(?:=\s*(.*))?$/.exec(line) ?? []
    if (name !== undefined) settings.add(section + name, unquoted(value))
  }
  return settings
}

interface Level {
  readonly indent: number
  readonly name: string
}

/**
 * `name: value` with indentation, as far as settings are written: mongod.conf, elasticsearch.yml, loki.yaml. A list's
 * values are the name's; its maps are told apart by nothing.
 */
export const indented: ConfigFormat = (text) => {
  const settings = new Settings()
  const levels: Level[] = []
  for (const line of linesOf(text, HASH)) {
    const [, blanks = '', dash = '', rest = ''] = /^(\s*)((?:-\s+)*)(.*)$/.exec(line) ?? []
    const indent = blanks.length + dash.length
    while ((levels.at(-1)?.indent ?? -1) >= indent) levels.pop()
    const path = levels.map(({ name }) => name).join('.')
    const [, name, value] = /^["']?([^\s"':][^"':]*)["']?\s*:(?:\s+(.*))?$/.exec(rest) ?? []
    if (name === undefined) {
      if (path !== '') settings.add(path, unquoted(rest))
      continue
    }
    const full = path === '' ? name : `${path}.${name}`
    if (value === undefined || value === '') levels.push({ indent, name })
    else for (const each of listed(value)) settings.add(full, each)
  }
  return settings
}

function listed(value: string): string[] {
  const inner = /^\[(.*)\]$/.exec(value.trim())?.[1]
  return inner === undefined ? [unquoted(value)] : inner.split(',').map(unquoted)
}

/** `name = value` or `name: value` in blocks with braces: HCL, nats-server.conf, and JSON. A block's words are part of the name. */
export const blocks: ConfigFormat = (text) => {
  const settings = new Settings()
  const path: string[] = []
  const parts =
    text.replace(/^\s*(?:#|\/\/).*$/gm, '').match(/"(?:[^"\\\n]|\\.)*"|[{}[\],=:\n]|[^\s{}[\],=:"]+(?::\d+)?/g) ?? []
  let pending: string[] = []
  let assigned = false
  const flush = (): void => {
    const [name, ...values] = pending
    if (name !== undefined && values.length > 0) settings.add([...path, name].join('.'), values.join(' '))
    pending = []
    assigned = false
  }
  for (const part of parts) {
    if (part === '{') {
      path.push(pending.join(' '))
      pending = []
      assigned = false
    } else if (part === '}') {
      flush()
      path.pop()
    } else if (part === '\n' || part === ',') {
      if (pending.length > 1) flush()
      else if (!assigned) pending = []
    } else if (part === '=' || part === ':') assigned = true
    else if (part !== '[' && part !== ']') pending.push(unquoted(part))
  }
  flush()
  // The outermost braces of JSON have no name.
  const named = new Settings()
  for (const name of settings.names())
    for (const value of settings.all(name)) named.add(name.replace(/^\.+/, ''), value)
  return named
}
