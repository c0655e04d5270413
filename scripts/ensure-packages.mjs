import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run, runNode } from './run.mjs'

// Runs before anything is installed: Node's own modules only, here and in everything it imports.

/** Installs what package-lock.json says, unless that is what is there. */
export async function ensurePackages() {
  const lock = join(ROOT, 'package-lock.json')
  const installed = join(ROOT, 'node_modules', '.package-lock.json') // npm writes it when it is done
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return
  if (existsSync(installed) && samePackages(lock, installed)) return
  console.log('Installing packages (npm ci) …')
  const status = await runNpm(['ci', '--no-audit', '--no-fund'])
  if (status !== 0) throw new Error(`npm ci ended with ${status}`)
}

/** A fresh checkout makes the lock file newer without changing it. */
function samePackages(lock, installed) {
  const versions = (file) => {
    const { packages } = JSON.parse(readFileSync(file, 'utf8'))
    return new Map(Object.entries(packages).map(([path, { version }]) => [path, version]))
  }
  const wanted = versions(lock)
  return [...versions(installed)].every(([path, version]) => wanted.get(path) === version) && hasDirectOnes(wanted)
}

/** The installed list leaves out what is for other platforms; what package.json names itself has to be there. */
function hasDirectOnes(wanted) {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).every((name) => {
    const manifest = join(ROOT, 'node_modules', name, 'package.json')
    if (!existsSync(manifest)) return false
    return JSON.parse(readFileSync(manifest, 'utf8')).version === wanted.get(`node_modules/${name}`)
  })
}

/** The npm that started us, or else the one on the path. */
function runNpm(args) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('.js')) return runNode([cli, ...args])
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' })
}
