import { ensureChromium } from './chromium.mjs'

/** A browser without a window. */
export async function launchBrowser() {
  const { chromium } = await import('@playwright/test')
  const { executablePath, args, env } = ensureChromium()
  return chromium.launch({
    args,
    ...(executablePath === undefined ? {} : { executablePath }),
    env: { ...process.env, ...env },
  })
}

/** What was built, on a free port of this machine. */
export async function serveBuilt(root, outDir) {
  const { preview } = await import('vite')
  const server = await preview({
    root,
    ...(outDir === undefined ? {} : { configFile: false, build: { outDir } }),
    logLevel: 'warn',
    preview: { port: 4373, host: '127.0.0.1' },
  })
  return {
    address: server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4373/',
    close: () => new Promise((done) => server.httpServer.close(done)),
  }
}
