import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command in the project's root with our terminal as its terminal; resolves to its exit status. */
export function run(command, args, { env = {}, prefix = [], shell = false } = {}) {
  const [first, ...rest] = [...prefix, command, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(first, rest, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell,
      env: { ...process.env, ...env },
    })
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(signal === null ? status : 1))
  })
}

export function runNode(args, options) {
  return run(process.execPath, args, options)
}

/** The script behind the command of an installed package, to be run by Node: needs no shell on any system. */
export function binOf(packageName, command = packageName) {
  const manifest = join(ROOT, 'node_modules', packageName, 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}
