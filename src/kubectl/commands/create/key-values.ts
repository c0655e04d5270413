import { isConfigMapKey } from '../../../manifest/object/name.ts'
import { CommandError } from '../../command-line/command.ts'
import type { Given } from '../../command-line/flag-set.ts'
import type { Workbench } from './generator.ts'

export const SOURCE_FLAGS = '--append-hash bool; --from-file list; --from-literal strings; --from-env-file list'

export function sourcesMistake(given: Given): string | undefined {
  return given.has('from-env-file') && (given.has('from-file') || given.has('from-literal'))
    ? 'from-env-file cannot be combined with from-file or from-literal'
    : undefined
}

/** Takes a key with its value, or throws why it cannot. */
type Add = (key: string, value: string) => void

/** Keys and their texts, from files, literals and files of variables; a Secret reads literals first. */
// kubectl: pkg/cmd/create/create_configmap.go, create_secret.go handle…From…Sources (v1.36)
export function keyValues(
  of: { readonly kind: 'ConfigMap' | 'Secret'; readonly name: string },
  given: Given,
  bench: Workbench,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const add: Add = (key, value) => {
    const wrong = isConfigMapKey(key)
    if (wrong.length > 0) throw new CommandError(keyText(of.kind, key, wrong))
    if (values.has(key)) {
      throw new CommandError(
        of.kind === 'Secret'
          ? `cannot add key ${key}, another key by that name already exists`
          : `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(of.name)}`,
      )
    }
    values.set(key, value)
  }
  const files = () => {
    for (const source of given.list('from-file')) addFile(source, bench, add)
  }
  if (of.kind === 'ConfigMap') files()
  for (const source of given.list('from-literal')) addLiteral(source, add)
  if (of.kind === 'Secret') files()
  for (const path of given.list('from-env-file')) addVariables(path, of.kind, bench, add)
  return values
}

function keyText(kind: string, key: string, wrong: readonly string[]): string {
  return kind === 'Secret'
    ? `${JSON.stringify(key)} is not valid key name for a Secret ${wrong.join(';')}`
    : `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${wrong.join(',')}`
}

// kubectl: pkg/util/util.go ParseLiteralSource (v1.36)
function addLiteral(source: string, add: Add): void {
  const equals = source.indexOf('=')
  if (equals <= 0) throw new CommandError(`invalid literal source ${source}, expected key=value`)
  add(source.slice(0, equals), source.slice(equals + 1))
}

/** A file, or the files of a directory. */
function addFile(source: string, { readFile, listDirectory }: Workbench, add: Add): void {
  const { key, path } = parseFileSource(source)
  const names = listDirectory(path)
  if (names === undefined) {
    const text = readFile(path)
    if (text === undefined) throw new CommandError(`error reading ${path}: no such file or directory`)
    add(key, text)
    return
  }
  if (source.includes('=')) throw new CommandError('cannot give a key name for a directory path')
  for (const name of [...names].sort()) {
    const inner = `${path.replace(/\/+$/, '')}/${name}`
    const text = listDirectory(inner) ? undefined : readFile(inner)
    if (text !== undefined) add(name, text)
  }
}

// kubectl: pkg/util/util.go ParseFileSource (v1.36)
function parseFileSource(source: string): { readonly key: string; readonly path: string } {
  const parts = source.split('=')
  const [first = '', second = ''] = parts
  if (parts.length === 1) return { key: first.replace(/\/+$/, '').split('/').at(-1) ?? '', path: first }
  if (parts.length > 2) throw new CommandError("key names or file paths cannot contain '='")
  if (first === '') throw new CommandError(`key name for file path ${second} missing`)
  if (second === '') throw new CommandError(`file path for key name ${first} missing`)
  return { key: first, path: second }
}

// kubectl: pkg/cmd/util/env_file.go AddFromEnvFile (v1.36)
function addVariables(path: string, kind: string, { readFile, listDirectory }: Workbench, add: Add): void {
  if (listDirectory(path)) {
    throw new CommandError(`env ${kind === 'Secret' ? 'secret' : 'config'} file cannot be a directory`)
  }
  const text = readFile(path)
  if (text === undefined) throw new CommandError(`error reading ${path}: no such file or directory`)
  for (const given of text.replace(/^\ufeff/, '').split('\n')) {
    const line = given.replace(/\r$/, '').trimStart()
    if (line === '' || line.startsWith('#')) continue
    const equals = line.indexOf('=')
    const name = equals < 0 ? line : line.slice(0, equals)
    const wrong = envVarNameMistake(name)
    if (wrong !== undefined) throw new CommandError(`${JSON.stringify(name)} is not a valid key name: ${wrong}`)
    // A name alone is a variable of the shell's, and nobody has set one of this name.
    add(name, equals < 0 ? '' : line.slice(equals + 1))
  }
}

// apimachinery: pkg/util/validation/validation.go IsEnvVarName (v1.36)
export function envVarNameMistake(name: string): string | undefined {
  if (/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) && name !== '.' && !name.startsWith('..')) return undefined
  if (name === '.') return "must not be '.'"
  if (name === '..') return "must not be '..'"
  if (/^\.\.[-._a-zA-Z0-9]*$/.test(name)) return "must not start with '..'"
  return "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
}
