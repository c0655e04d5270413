export interface Chromium {
  /** undefined: Playwright finds it by itself. */
  readonly executablePath: string | undefined
  readonly origin: string
  readonly args: string[]
  readonly env: Readonly<Record<string, string>>
}
export function findChromium(): Chromium | undefined
export function ensureChromium(): Chromium
