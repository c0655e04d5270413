import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { withSource } from './scripts/load-source.mjs'

/**
 * The dev server puts an inline script for hot reloading into the page and talks over a web socket; the page's own
 * content security policy forbids both. What is built keeps the policy as it stands in index.html.
 */
function loosenPolicyForDev(): Plugin {
  return {
    name: 'podlapse:dev-policy',
    apply: 'serve',
    transformIndexHtml: {
      order: 'pre',
      handler: (html, context) =>
        context.server
          ? html
              .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
              .replace("connect-src 'self'", "connect-src 'self' ws:")
          : html,
    },
  }
}

/**
 * What the engine says of the first visit's text, as JSON (worker/known-run.ts): something is alive on the screen before
 * the engine is there. In the dev server nothing is known beforehand.
 */
function firstRun(): Plugin {
  const name = 'virtual:first-run'
  let serving = false
  return {
    name: 'podlapse:first-run',
    configResolved: (config) => {
      serving = config.command === 'serve'
    },
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: async (id) => {
      if (id !== `\0${name}`) return undefined
      if (serving) return 'export default undefined'
      const json = await withSource<typeof import('./src/worker/first-run.ts'), string>(
        '/src/worker/first-run.ts',
        (made) => made.firstRunJson(),
      )
      return `export default ${JSON.stringify(json)}`
    },
  }
}

export default defineConfig({
  // Relative, so that the built page runs under any path.
  base: './',
  plugins: [react(), loosenPolicyForDev(), firstRun()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    outDir: 'dist/app',
    // Monaco is one large chunk that is loaded after the page stands.
    chunkSizeWarningLimit: 4000,
    // What is needed at first comes in one piece: parts that share modules with it would cut it into dozens, which
    // together are larger, and as many requests.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
  },
})
