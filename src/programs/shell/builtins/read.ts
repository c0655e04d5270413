import type { Task } from '../../../engine/kernel/task.ts'
import type { Shell } from '../shell.ts'
import { NAME } from '../variables.ts'

/** read [-r] [-p prompt] [name …] */
export function* read(shell: Shell, fields: readonly string[]): Task<number> {
  let raw = false
  let at = 1
  for (; at < fields.length; at++) {
    const field = fields[at] as string
    if (field === '--') {
      at++
      break
    }
    if (!/^-./.test(field)) break
    if (/^-[a-z]*[pntud]$/.test(field)) {
      if (field.endsWith('p')) yield* shell.stderr.write(fields[at + 1] ?? '')
      at++
    }
    if (field.includes('r')) raw = true
  }
  const names = fields.slice(at)
  for (const name of names) {
    if (!NAME.test(name)) {
      yield* shell.complain(`'${name}': bad variable name`, 'read')
      return 2
    }
  }
  let line = yield* shell.stdin.readLine()
  shell.traps.collect()
  // A last line without a newline is read, and is the end nevertheless.
  const ended = line === undefined || shell.stdin.lineEnded === false
  if (line !== undefined && !raw) {
    // A backslash at the end of a line joins the next one.
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
      const more: string | undefined = yield* shell.stdin.readLine()
      line = line.slice(0, -1) + (more ?? '')
      if (more === undefined) break
    }
  }
  assign(shell, names.length > 0 ? names : ['REPLY'], line ?? '', raw, names.length === 0)
  return ended ? 1 : 0
}

function assign(shell: Shell, names: readonly string[], line: string, raw: boolean, whole: boolean): void {
  const ifs = shell.variables.find('IFS') ?? ' \t\n'
  const plain = (text: string): string => (raw ? text : text.replace(/\\([\s\S])/g, '$1'))
  if (whole) {
    shell.variables.set(names[0] as string, plain(line))
    return
  }
  let rest = trimStart(line, ifs)
  names.forEach((name, index) => {
    if (index === names.length - 1) {
      shell.variables.set(name, plain(trimEnd(rest, ifs)))
      return
    }
    const end = separatorIn(rest, ifs, raw)
    shell.variables.set(name, plain(end < 0 ? rest : rest.slice(0, end)))
    rest = end < 0 ? '' : afterSeparator(rest.slice(end), ifs)
  })
}

function isSpace(char: string | undefined, ifs: string): boolean {
  return char !== undefined && ' \t\n'.includes(char) && ifs.includes(char)
}

function trimStart(text: string, ifs: string): string {
  let at = 0
  while (isSpace(text[at], ifs)) at++
  return text.slice(at)
}

function trimEnd(text: string, ifs: string): string {
  let end = text.length
  while (end > 0 && isSpace(text[end - 1], ifs) && text[end - 2] !== '\\') end--
  return text.slice(0, end)
}

function separatorIn(text: string, ifs: string, raw: boolean): number {
  for (let i = 0; i < text.length; i++) {
    if (!raw && text[i] === '\\') i++
    else if (ifs.includes(text[i] as string)) return i
  }
  return -1
}

function afterSeparator(text: string, ifs: string): string {
  let rest = trimStart(text, ifs)
  if (rest !== '' && ifs.includes(rest[0] as string) && !isSpace(rest[0], ifs)) rest = trimStart(rest.slice(1), ifs)
  return rest
}
