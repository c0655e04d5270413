import { defineConfig } from 'vitest/config'

// Apart from vite.config.ts on purpose: the engine's tests need neither React's plugin nor the editor's aliases.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    // No test is about wall-clock time: this ends what hangs, and leaves properties room on a busy machine.
    testTimeout: 240_000,
    // What the properties' random inputs are made from: another number tries other inputs.
    provide: { seed: Number(process.env.PODLAPSE_SEED ?? 1) },
  },
})
