import { ensurePackages } from './ensure-packages.mjs'
import { binOf, runNode } from './run.mjs'

// The golden traces are written by the test that holds them, so that there is one way in which they are made.
await ensurePackages()
process.exitCode = await runNode([binOf('vitest'), 'run', 'src/gallery'], { env: { PODLAPSE_UPDATE_GALLERY: '1' } })
