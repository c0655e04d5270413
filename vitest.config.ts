import { defineConfig } from 'vitest/config'

// Apart from vite.config.ts on purpose: the engine's tests need neither React's plugin nor the editor's aliases.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // A property test on a loaded two-core machine may need more than five seconds.
    testTimeout: 30_000,
  },
})
