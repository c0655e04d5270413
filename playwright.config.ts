import { execFileSync } from 'node:child_process'
import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/chromium.mjs'

const chromium = findChromium()
const FREE_PORT =
  'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
// This file is read again in every worker: the port is chosen once, and handed on.
process.env.PODLAPSE_E2E_PORT ??= execFileSync(process.execPath, ['-e', FREE_PORT], { encoding: 'utf8' }).trim()
const address = `http://127.0.0.1:${process.env.PODLAPSE_E2E_PORT}/`

// Journeys run against what `npm run build` made, served as `npm start` serves it.
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  // A machine that is shared may stand still for a while; an interface that comes or goes disturbs a journey.
  retries: 1,
  timeout: 150_000,
  expect: { timeout: 40_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    // Recording a journey takes as long again as the journey.
    trace: 'on-first-retry',
    launchOptions: {
      args: chromium?.args ?? [],
      ...(chromium?.executablePath === undefined ? {} : { executablePath: chromium.executablePath }),
      env: { ...(process.env as Record<string, string>), ...chromium?.env },
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${process.env.PODLAPSE_E2E_PORT} --strictPort`,
    url: address,
    reuseExistingServer: false,
  },
})
