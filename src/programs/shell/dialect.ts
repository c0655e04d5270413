/**
 * Which shell this is: busybox' ash in busybox and alpine images, dash as /bin/sh of Debian and Ubuntu, bash where it is
 * called by its name. They agree on the language and differ in messages, in echo, and in when they become their last
 * command instead of starting it.
 */
export type Dialect = 'ash' | 'dash' | 'bash'

export interface Place {
  /** What the shell calls itself: $0. */
  readonly self: string
  readonly line: number
  /** Reads a script file; with -c ash does not know lines. */
  readonly isFile: boolean
}

/** The start of a message. `builtin`: the command that has to say something. */
export function prefix(dialect: Dialect, place: Place, builtin?: string): string {
  const { self, line, isFile } = place
  const who = builtin === undefined ? '' : `${builtin}: `
  switch (dialect) {
    case 'ash':
      return isFile
        ? `${self}: ${who}line ${line}: `
        : `${self}: ${builtin === undefined ? '' : `${builtin}: line 0: `}`
    case 'dash':
      return `${self}: ${line}: ${who}`
    case 'bash':
      return `${self}: line ${line}: ${who}`
  }
}

export function notFound(dialect: Dialect, name: string): string {
  if (dialect !== 'bash') return `${name}: not found`
  return name.includes('/') ? `${name}: No such file or directory` : `${name}: command not found`
}

export function isDirectory(dialect: Dialect, name: string): string {
  return dialect === 'bash' ? `${name}: Is a directory` : `${name}: Permission denied`
}

export function unsetParameter(dialect: Dialect, name: string): string {
  return dialect === 'bash' ? `${name}: unbound variable` : `${name}: parameter not set`
}

export function cannotChangeDirectory(dialect: Dialect, path: string, reason: string): string {
  switch (dialect) {
    case 'ash':
      return `can't cd to ${path}: ${reason}`
    case 'dash':
      return `can't cd to ${path}`
    case 'bash':
      return `${path}: ${reason}`
  }
}

/** What a redirection that fails says. */
export function cannotOpen(
  dialect: Dialect,
  path: string,
  creating: boolean,
  missing: boolean,
  reason: string,
): string {
  switch (dialect) {
    case 'ash':
      if (creating) return `can't create ${path}: ${missing ? 'nonexistent directory' : reason}`
      return `can't open ${path}: ${missing ? 'no such file' : reason}`
    case 'dash':
      if (creating) return `cannot create ${path}: ${missing ? 'Directory nonexistent' : reason}`
      return `cannot open ${path}: ${missing ? 'No such file' : reason}`
    case 'bash':
      return `${path}: ${reason}`
  }
}

/** How the parser's complaint is put. */
export function syntaxError(dialect: Dialect, message: string): string {
  const expected = /^expected '?([^']+?)'?(?: to close '(\w+)')?$/.exec(message)
  const unexpected = /^unexpected token '(.+)'$/.exec(message)
  const unterminated = /^unterminated (.+)$/.exec(message)
  const close = expected ? (expected[1] as string).split(' ')[0] : undefined
  switch (dialect) {
    case 'ash':
      if (unexpected) return `syntax error: unexpected "${unexpected[1]}"`
      if (unterminated && /quote/.test(message)) return 'syntax error: unterminated quoted string'
      if (close && /^[a-z)}]+$/.test(close) && close !== 'command') {
        return `syntax error: unexpected end of file (expecting "${close}")`
      }
      return 'syntax error: unexpected end of file'
    case 'dash':
      if (unexpected) return `Syntax error: "${unexpected[1]}" unexpected`
      if (unterminated && /quote/.test(message)) return 'Syntax error: Unterminated quoted string'
      if (close && /^[a-z)}]+$/.test(close) && close !== 'command') {
        return `Syntax error: end of file unexpected (expecting "${close}")`
      }
      return 'Syntax error: end of file unexpected'
    case 'bash':
      if (unexpected) return `syntax error near unexpected token \`${unexpected[1]}'`
      return 'syntax error: unexpected end of file'
  }
}
