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
 * Frames while panning, zooming and playing beside an empty React Flow canvas in the same browser; how long a key press
 * takes to be on the timeline; how long a first visitor waits until something moves. What is in dist/app is measured.
 */
export async function benchFrames() {
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
    console.log(`\nframes, ms: Chromium ${browser.version()}, ${WIDTH}×${HEIGHT}, ${FRAMES} frames of each`)
    console.log(`${''.padEnd(34)}  frame p50    p95  worst   × empty    main thread p50    p95  worst   × empty`)
    const base = await emptyCanvas(browser, empty.address)
    for (const size of SIZES) await timeline(browser, app.address, size, base)
    await firstPlay(browser, app.address)
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

async function emptyCanvas(browser, address) {
  const page = await newPage(browser)
  await page.goto(address)
  await page.locator('.react-flow__pane').waitFor()
  const found = {}
  for (const gesture of ['pan', 'zoom', 'play']) {
    found[gesture] = await page.evaluate(measured, { gesture, frames: FRAMES, on: '.react-flow__pane' })
    report('empty React Flow canvas', gesture === 'play' ? 'idle' : gesture, found[gesture])
  }
  await page.context().close()
  return found
}

async function timeline(browser, address, size, base) {
  const { fragment, marks, seconds } = await withSource('/bench/marks.ts', ({ crowded }) => crowded(size))
  const page = await newPage(browser)
  await page.goto(`${address}#${fragment}`)
  await page.locator('.monaco-editor').first().waitFor()
  await page.waitForFunction(() => document.querySelector('section[data-names]:not([data-stale])') !== null)
  await idle(page)
  const name = `${marks.toLocaleString('en')} marks, ${seconds} s`
  const on = 'section[data-names] .react-flow__pane'
  const measure = async (gesture) =>
    report(name, gesture, await page.evaluate(measured, { gesture, frames: FRAMES, on }), base[gesture])
  await measure('zoom')
  await page.evaluate(() => document.activeElement?.blur())
  await page.keyboard.press('0')
  for (let i = 0; i < 4; i++) await page.keyboard.press('+')
  await measure('pan')
  await page.keyboard.press('Space')
  await measure('play')
  await page.keyboard.press('Space')
  await keyToPaint(page, name, size > 10_000 ? 3 : KEYS)
  await page.context().close()
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
async function keyToPaint(page, name, keys) {
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
  console.log(`${name.padEnd(28)} key  ${summary(waits, 0)}  (250 of it is the pause in typing that is waited for)`)
}

/** A first visitor with an empty cache, who presses play as soon as there is something to be played. */
async function firstPlay(browser, address) {
  const waits = []
  for (let i = 0; i < COLD_LOADS; i++) {
    const page = await newPage(browser)
    await page.goto(address, { waitUntil: 'commit' })
    waits.push(
      await page.evaluate(
        () =>
          new Promise((resolve) => {
            const tick = () => {
              const timeline = document.querySelector(
                'section[data-names]:not([data-stale]) [data-testid="lane-tables"] li',
              )
              const play = document.querySelector('button[title$="(Space)"]')
              if (!timeline || !play) return requestAnimationFrame(tick)
              play.click()
              const clock = document.querySelector('footer time')
              const before = clock.textContent
              const observer = new MutationObserver(() => {
                if (clock.textContent === before) return
                observer.disconnect()
                requestAnimationFrame(() => resolve(performance.now()))
              })
              observer.observe(clock, { characterData: true, childList: true, subtree: true })
            }
            requestAnimationFrame(tick)
          }),
      ),
    )
    await page.context().close()
  }
  console.log(`\nfirst play, cold load, ${COLD_LOADS} times: ${summary(waits, 0)}, from this machine's disk`)
}

function report(name, gesture, { frame, work }, base) {
  const times = (mine, other) =>
    other ? `${(p(mine, 0.5) / p(other, 0.5)).toFixed(2)} ×`.padStart(10) : ''.padStart(10)
  console.log(
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
