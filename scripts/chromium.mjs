import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

const BROWSER_FOLDER = join(ROOT, '.browser')
const ENTRY = join(BROWSER_FOLDER, 'entry.mjs')
/** The last one that runs on Node 20, though it warns. */
const PACKAGED = '@sparticuz/chromium@147.0.2'

/**
 * A Chromium to test with, or undefined: the one named by PODLAPSE_CHROMIUM, Playwright's own, one of the system's, or
 * one that was put into .browser/. `executablePath` is undefined where Playwright finds it by itself.
 */
export function findChromium() {
  const named = process.env.PODLAPSE_CHROMIUM
  if (named) {
    if (!existsSync(named)) throw new Error(`PODLAPSE_CHROMIUM names ${named}, which is not there`)
    return { executablePath: named, origin: 'PODLAPSE_CHROMIUM', args: launchArgs(), env: {} }
  }
  if (playwrightHasItsOwn()) return { executablePath: undefined, origin: 'Playwright', args: launchArgs(), env: {} }
  const system = systemPlaces().find((path) => existsSync(path))
  if (system) return { executablePath: system, origin: 'the system', args: launchArgs(), env: {} }
  return packagedChromium()
}

/** Finds one or gets one; says which. Throws with what to do where every way fails. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  for (const [what, install] of [
    ['playwright install', installPlaywrights],
    ['apt-get install chromium', installDebians],
    [`npm install ${PACKAGED}`, installPackaged],
  ]) {
    console.log(`No Chromium yet; trying ${what} …`)
    const got = install() && findChromium()
    if (got) return got
  }
  throw new Error('No Chromium could be found or installed. Install one, or name it in PODLAPSE_CHROMIUM.')
}

function playwrightHasItsOwn() {
  const list = join(ROOT, 'node_modules', 'playwright-core', 'browsers.json')
  if (!existsSync(list)) return false
  const { browsers } = JSON.parse(readFileSync(list, 'utf8'))
  const revision = browsers.find(({ name }) => name === 'chromium-headless-shell')?.revision
  const folder = join(playwrightFolder(), `chromium_headless_shell-${revision}`)
  return existsSync(join(folder, 'INSTALLATION_COMPLETE'))
}

function playwrightFolder() {
  const { PLAYWRIGHT_BROWSERS_PATH: path, LOCALAPPDATA, XDG_CACHE_HOME } = process.env
  if (path === '0') return join(ROOT, 'node_modules', 'playwright-core', '.local-browsers')
  if (path) return path
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright')
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? homedir(), 'ms-playwright')
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'ms-playwright')
}

function systemPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': x86, LOCALAPPDATA } = process.env
    return [ProgramFiles, x86, LOCALAPPDATA]
      .filter(Boolean)
      .flatMap((base) => [
        join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(base, 'Chromium', 'Application', 'chrome.exe'),
        join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  }
  return ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chromium-headless-shell'].flatMap(
    (name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`, `/snap/bin/${name}`],
  )
}

/** Its unpacked libraries have to be on the loader's path, which only the package itself knows. */
function packagedChromium() {
  if (!existsSync(ENTRY)) return undefined
  const result = spawnSync(process.execPath, [ENTRY], {
    encoding: 'utf8',
    env: { ...process.env, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }, // makes it unpack the libraries too
  })
  if (result.status !== 0) return undefined
  const { executablePath, env } = JSON.parse(result.stdout)
  return { executablePath, origin: '.browser', args: launchArgs(), env }
}

function installPlaywrights() {
  const cli = join(ROOT, 'node_modules', 'playwright-core', 'cli.js')
  return succeeds(process.execPath, [cli, 'install', '--only-shell', 'chromium'], 300_000)
}

function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  succeeds('apt-get', ['update', '-qq'], 120_000, env)
  // Without any font a page has no text to click on.
  const packages = ['chromium', 'fonts-dejavu-core']
  return succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], 600_000, env)
}

function installPackaged() {
  if (process.platform !== 'linux') return false
  mkdirSync(BROWSER_FOLDER, { recursive: true })
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const install = [...npm.slice(1), 'install', '--no-audit', '--no-fund', '--prefix', BROWSER_FOLDER, PACKAGED]
  if (!succeeds(npm[0], install, 300_000)) return false
  writeFileSync(
    ENTRY,
    `import chromium from '@sparticuz/chromium'
const executablePath = await chromium.executablePath()
const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env
console.log(JSON.stringify({ executablePath, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }))
`,
  )
  return true
}

function succeeds(command, args, timeout, env = {}) {
  const options = { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], timeout, env: { ...process.env, ...env } }
  return spawnSync(command, args, options).status === 0
}

/** Evaluated where the browser starts: in a user namespace of its own everybody is root. */
function launchArgs() {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const root = process.getuid?.() === 0
  const container = existsSync('/.dockerenv') || existsSync('/run/.containerenv') || Boolean(process.env.container)
  return root || container ? [...quiet, '--no-sandbox', '--disable-dev-shm-usage'] : quiet
}
