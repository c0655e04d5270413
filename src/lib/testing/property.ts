import fc from 'fast-check'
import { inject } from 'vitest'

// A run of the tests says the same twice: its random inputs have a seed, which `PODLAPSE_SEED` changes (vitest.config.ts).
// A random seed would find a fault in a commit that has nothing to do with it.
fc.configureGlobal({ seed: inject('seed') })

declare module 'vitest' {
  interface ProvidedContext {
    seed: number
  }
}

/** fast-check, with the seed of this run. */
export default fc
