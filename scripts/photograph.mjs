/** A page of its own as somebody has set it up who likes this theme and speaks this language. */
export async function openPage(browser, { theme, width, height, language = 'en', scale = 1 }, complain) {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    hasTouch: width < 720,
    reducedMotion: 'reduce',
  })
  await context.addInitScript(
    (chosen) => {
      localStorage.setItem('podlapse.theme', chosen.theme)
      localStorage.setItem('podlapse.language', chosen.language)
    },
    { theme, language },
  )
  const page = await context.newPage()
  page.on('pageerror', (error) => complain(`${theme} ${width}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') complain(`${theme} ${width}: ${message.text()}`)
  })
  return page
}

/**
 * In the page as it is: another fragment is another scenario, and nothing is loaded again. The page writes its address
 * itself, a moment after each change, and may just have done so: then it is asked again.
 */
export async function show(page, { name, fragment, playheadMs }, complain) {
  for (let left = 3; left > 0; left--) {
    await page.evaluate((hash) => {
      location.hash = hash
    }, fragment)
    const there = await settled(page, playheadMs).then(
      () => true,
      () => false,
    )
    if (there) return
  }
  complain(`${name} did not come to ${playheadMs} ms`)
}

/** The trace is there, the playhead in its place, and the last frame painted. */
export async function settled(page, playheadMs) {
  await page.waitForFunction(
    (at) => {
      const inSeconds = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
      const slider = document.querySelector('input[type="range"][aria-valuetext*=":"]')
      const clocks = slider
        ? [slider.getAttribute('aria-valuetext')]
        : [...document.querySelectorAll('footer time')].map((time) => time.textContent)
      return clocks.some((clock) => Math.abs(inSeconds(clock) * 1000 - at) <= 100)
    },
    playheadMs,
    { timeout: 8_000 },
  )
  await page
    .locator('section[data-names]:not([data-stale]), [role=tabpanel] table')
    .first()
    .waitFor({ state: 'attached', timeout: 5_000 })
    .catch(() => {})
  await page.waitForFunction(() => document.querySelector('[role="progressbar"]') === null)
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
}
