import { expect, type Locator, type Page } from '@playwright/test'

/** The page as a user knows it: what can be seen and done, by the names that assistive technology reads out. */
export class PodlapsePage {
  readonly page: Page
  readonly manifest: Locator
  readonly timeline: Locator
  /** kubectl's row at the playhead. */
  readonly status: Locator
  readonly clock: Locator
  /** What broke in the page itself. Collected from the start, looked at in the end. */
  readonly complaints: string[] = []

  constructor(page: Page) {
    this.page = page
    this.manifest = page.getByRole('region', { name: 'Manifest' })
    this.timeline = page.getByRole('region', { name: 'Timeline' })
    this.status = page.getByRole('table', { name: 'Pods' }).or(page.locator('dl', { hasText: 'STATUS' }))
    this.clock = page.getByRole('region', { name: 'Playback' }).getByRole('time')
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
  }

  async open(fragment = ''): Promise<void> {
    await this.page.goto(`./${fragment}`)
    await expect(this.timeline).toBeVisible()
  }

  /** Opens a scenario of the gallery by its title. */
  async choose(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Gallery', exact: true }).click()
    await this.page.getByRole('option', { name: title }).click()
  }

  /** The manifest's editor, once it is the real one. */
  async focusEditor(): Promise<void> {
    const editor = this.manifest.locator('.monaco-editor').first()
    await expect(editor).toBeVisible({ timeout: 30_000 })
    await editor.getByRole('textbox').focus()
  }

  /** Replaces the whole manifest as a user would: select all, paste. */
  async paste(text: string): Promise<void> {
    await this.focusEditor()
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
    await this.page.keyboard.press('ControlOrMeta+a')
    await this.page.keyboard.press('ControlOrMeta+v')
  }

  async accepted(): Promise<void> {
    await expect(this.manifest.getByText('Valid for Kubernetes')).toBeVisible()
    await expect(this.page.getByText('Updating')).toHaveCount(0)
  }

  /** What the lanes say, in words. */
  get words(): Locator {
    return this.page.getByTestId('lane-tables')
  }

  async says(words: string | RegExp): Promise<void> {
    await expect(this.words).toContainText(words)
  }

  /** Leaves the editor, so that single keys are the player's. */
  async leaveEditor(): Promise<void> {
    await this.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  }

  async seek(seconds: number): Promise<void> {
    await this.leaveEditor()
    await this.page.keyboard.press('Home')
    for (let left = seconds; left >= 10; left -= 10) await this.page.keyboard.press('Shift+ArrowRight')
    for (let left = seconds % 10; left >= 1; left--) await this.page.keyboard.press('ArrowRight')
  }

  play(): Promise<void> {
    return this.page.getByRole('button', { name: 'Play', exact: true }).click()
  }

  pause(): Promise<void> {
    return this.page.getByRole('button', { name: 'Pause', exact: true }).click()
  }

  /** The playhead in seconds, read off the clock. */
  async playhead(): Promise<number> {
    const parts = ((await this.clock.textContent()) ?? '').split(':').map(Number)
    return parts.reduce((sum, part) => sum * 60 + part, 0)
  }

  /** The link that "Share" puts on the clipboard. */
  async share(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click()
    await this.page.getByRole('button', { name: 'Copy link' }).click()
    await expect(this.page.getByText('Link copied').first()).toBeVisible()
    await this.page.keyboard.press('Escape')
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  fragment(): string {
    return new URL(this.page.url()).hash
  }

  quiet(): void {
    expect(this.complaints).toEqual([])
  }
}
