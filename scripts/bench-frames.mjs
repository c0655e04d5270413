import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, serveBuilt } from './browser.mjs'
import { withSource } from './load-source.mjs'
import { ROOT } from './run.mjs'

const SIZES = [1_000, 10_000, 100_000]
const FRAMES = 120
const KEYS = 20
const COLD_LOADS = 5
const WIDTH = 1440
const HEIGHT = 900

/**
 * `frames`: while panning, zooming and playing, beside an empty React Flow canvas in the same browser; `typing`: how long a
 * key press takes to be on the timeline; `load`: how long a first visitor waits until something is there, and moves. What is
 * in dist/app is measured. `say` gets each figure as a line.
 */
export async function benchFrames(parts, say) {
  const figures = {}
  const { build } = await import('vite')
  const react = (await import('@vitejs/plugin-react')).default
  const outDir = mkdtempSync(join(tmpdir(), 'podlapse-empty-'))
  const emptyRoot = join(ROOT, 'bench', 'empty-flow')
  const browser = await launchBrowser()
  const servers = []
  try {
    await build({
      root: emptyRoot,
      base: './',
      configFile: false,
      logLevel: 'warn',
      plugins: [react()],
      build: { outDir, emptyOutDir: true },
    })
    const empty = await serveBuilt(emptyRoot, outDir)
    const app = await serveBuilt(ROOT)
    servers.push(empty, app)
    say(`\nChromium ${browser.version()}, ${WIDTH}×${HEIGHT}`)
    let base
    if (parts.has('frames')) {
      say(`frames, ms, ${FRAMES} of each`)
      say(`${''.padEnd(34)}  frame p50    p95  worst   × empty    main thread p50    p95  worst   × empty`)
      base = await emptyCanvas(browser, empty.address, say)
    }
    if (parts.has('frames') || parts.has('typing'))
      for (const size of SIZES) Object.assign(figures, await timeline(browser, app.address, size, base, parts, say))
    if (parts.has('load')) Object.assign(figures, await coldLoads(browser, app.address, say))
    return figures
  } finally {
    await browser.close()
    for (const server of servers) await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

async function newPage(browser) {
  const context = await browser.newContext({ viewport: { width: WIDTH, height: HEIGHT } })
  return context.newPage()
}

async function emptyCanvas(browser, address, say) {
  const page = await newPage(browser)
  await page.goto(address)
  await page.locator('.react-flow__pane').waitFor()
  const found = {}
  for (const gesture of ['pan', 'zoom', 'play']) {
    found[gesture] = await page.evaluate(measured, { gesture, frames: FRAMES, on: '.react-flow__pane' })
    report(say, 'empty React Flow canvas', gesture === 'play' ? 'idle' : gesture, found[gesture])
  }
  await page.context().close()
  return found
}

async function timeline(browser, address, size, base, parts, say) {
  const figures = {}
  const { fragment, marks, seconds } = await withSource('/bench/marks.ts', ({ crowded }) => crowded(size))
  const page = await newPage(browser)
  await page.goto(`${address}#${fragment}`)
  await page.locator('.monaco-editor').first().waitFor()
  await page.waitForFunction(() => document.querySelector('section[data-names]:not([data-stale])') !== null)
  await idle(page)
  const name = `${marks.toLocaleString('en')} marks, ${seconds} s`
  const on = 'section[data-names] .react-flow__pane'
  const measure = async (gesture) => {
    const found = await page.evaluate(measured, { gesture, frames: FRAMES, on })
    report(say, name, gesture, found, base[gesture])
    figures[`${gesture}${size}P95Ms`] = p(found.frame, 0.95)
    figures[`${gesture}${size}VsEmpty`] = p(found.frame, 0.95) / p(base[gesture].frame, 0.95)
  }
  if (parts.has('frames')) {
    await measure('zoom')
    await page.evaluate(() => document.activeElement?.blur())
    await page.keyboard.press('0')
    for (let i = 0; i < 4; i++) await page.keyboard.press('+')
    await measure('pan')
    await page.keyboard.press('Space')
    await measure('play')
    await page.keyboard.press('Space')
  }
  if (parts.has('typing')) {
    const waits = await keyToPaint(page, size > 10_000 ? 3 : KEYS)
    say(`${name.padEnd(28)} key  ${summary(waits, 0)}`)
    figures[`key${size}P50Ms`] = p(waits, 0.5)
    figures[`key${size}P95Ms`] = p(waits, 0.95)
  }
  await page.context().close()
  return figures
}

/** Until the engine is done, and what was put off with it. */
async function idle(page) {
  // A short run shows no sign of itself: only after this is one to be expected.
  await page.waitForTimeout(600)
  await page.waitForFunction(() => document.querySelector('[role="progressbar"]') === null, undefined, {
    timeout: 120_000,
  })
  await page.waitForTimeout(400)
}

/**
 * In the page: a step of the gesture in every frame. A frame is from one to the next; the main thread's share of it is
 * from the beginning of the frame to the first task after its painting.
 */
function measured({ gesture, frames, on }) {
  const element = document.querySelector(on)
  const box = element.getBoundingClientRect()
  const at = {
    clientX: box.left + box.width * 0.6,
    clientY: box.top + box.height * 0.5,
    bubbles: true,
    cancelable: true,
  }
  const steps = {
    pan: (i) => new WheelEvent('wheel', { ...at, deltaX: i % 60 < 30 ? 12 : -12 }),
    zoom: (i) => new WheelEvent('wheel', { ...at, ctrlKey: true, deltaY: i % 60 < 30 ? -6 : 6 }),
    play: () => undefined,
  }
  return new Promise((resolve) => {
    const frame = []
    const work = []
    let last
    let i = 0
    const tick = (now) => {
      if (last !== undefined) frame.push(now - last)
      last = now
      const start = performance.now()
      const painted = new MessageChannel()
      painted.port1.onmessage = () => {
        work.push(performance.now() - start)
        painted.port1.close()
      }
      painted.port2.postMessage(0)
      const event = steps[gesture](i)
      if (event) element.dispatchEvent(event)
      if (++i <= frames) requestAnimationFrame(tick)
      else setTimeout(() => resolve({ frame, work: work.slice(1) }), 100)
    }
    requestAnimationFrame(tick)
  })
}

/** From a key's press in the editor to the frame after which the trace of the new text is on the timeline. */
async function keyToPaint(page, keys) {
  await page.locator('.monaco-editor').first().getByRole('textbox').focus()
  await page.keyboard.press('ControlOrMeta+Home')
  // A comment of its own: the text changes, what it says does not.
  await page.keyboard.type('# \n')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('End')
  await idle(page)
  const waits = []
  for (let i = 0; i < keys; i++) {
    // Ready before the key comes, which takes another way into the page.
    await page.evaluate(() => {
      globalThis.untilPainted = new Promise((resolve) => {
        const timeline = document.querySelector('section[data-names]')
        let pressed
        const press = (event) => {
          pressed = event.timeStamp
        }
        addEventListener('keydown', press, { capture: true, once: true })
        let pending = false
        const observer = new MutationObserver(() => {
          if (timeline.dataset.stale === 'pending') pending = true
          else if (pending && timeline.dataset.stale === undefined) {
            observer.disconnect()
            requestAnimationFrame(() => {
              const painted = new MessageChannel()
              painted.port1.onmessage = () => resolve(performance.now() - pressed)
              painted.port2.postMessage(0)
            })
          }
        })
        observer.observe(timeline, { attributes: true })
      })
    })
    await page.keyboard.press('x')
    waits.push(await page.evaluate(() => globalThis.untilPainted))
    await idle(page)
  }
  return waits
}

/** A first visitor with an empty cache, who presses play as soon as there is something to be played. */
async function coldLoads(browser, address, say) {
  const waits = { painted: [], played: [] }
  for (let i = 0; i < COLD_LOADS; i++) {
    const page = await newPage(browser)
    await page.goto(address, { waitUntil: 'commit' })
    const found = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let painted
          const tick = () => {
            const timeline = document.querySelector(
              'section[data-names]:not([data-stale]) [data-testid="lane-tables"] li',
            )
            const play = document.querySelector('button[title$="(Space)"]')
            if (!timeline || !play) return requestAnimationFrame(tick)
            painted = performance.now()
            play.click()
            const clock = document.querySelector('footer time')
            const before = clock.textContent
            const observer = new MutationObserver(() => {
              if (clock.textContent === before) return
              observer.disconnect()
              requestAnimationFrame(() => resolve({ painted, played: performance.now() }))
            })
            observer.observe(clock, { characterData: true, childList: true, subtree: true })
          }
          requestAnimationFrame(tick)
        }),
    )
    waits.painted.push(found.painted)
    waits.played.push(found.played)
    await page.context().close()
  }
  say(`\ncold load, ${COLD_LOADS} times, from this machine's disk`)
  say(`timeline on the screen  ${summary(waits.painted, 0)}`)
  say(`first play              ${summary(waits.played, 0)}`)
  return { firstPaintMs: p(waits.painted, 0.5), firstPlayMs: p(waits.played, 0.5) }
}

function report(say, name, gesture, { frame, work }, base) {
  const times = (mine, other) =>
    other ? `${(p(mine, 0.5) / p(other, 0.5)).toFixed(2)} ×`.padStart(10) : ''.padStart(10)
  say(
    `${name.padEnd(28)} ${gesture.padEnd(5)}  ${numbers(frame)} ${times(frame, base?.frame)}        ${numbers(work)} ${times(work, base?.work)}`,
  )
}

function numbers(values) {
  return [p(values, 0.5), p(values, 0.95), Math.max(...values)].map((value) => value.toFixed(1).padStart(6)).join(' ')
}

function summary(values, digits) {
  const [half, most, worst] = [p(values, 0.5), p(values, 0.95), Math.max(...values)].map((value) =>
    value.toFixed(digits),
  )
  return `p50 ${half} ms, p95 ${most} ms, worst ${worst} ms`
}

function p(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
}
