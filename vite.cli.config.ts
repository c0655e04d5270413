import { defineConfig } from 'vite'

// One file that runs on plain Node: dependencies are bundled, so the package needs none at run time.
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false, banner: '#!/usr/bin/env node' } },
  },
})
