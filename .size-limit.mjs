import { readFileSync } from 'node:fs'

const APP = 'dist/app'

/** What a browser fetches before anything is shown: the page's own script and all that it says it will need. */
function fetchedAtFirst() {
  const page = readFileSync(`${APP}/index.html`, 'utf8')
  return [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => `${APP}/${path}`)
}

export default [
  { name: 'page, at first', path: fetchedAtFirst(), gzip: true, limit: '305 kB' },
  {
    name: 'page, all but the editor',
    path: [
      `${APP}/assets/*.js`,
      ...['MonacoEditor', '*worker', 'Terminal', 'language', 'repairs', 'mend-all'].map(
        (each) => `!${APP}/assets/${each}-*.js`,
      ),
    ],
    gzip: true,
    // Answers, fixes and facts in two languages are fetched after the page stands; kubectl's language with the terminal.
    limit: '690 kB',
  },
  // The screen alone: xterm.
  { name: 'terminal', path: `${APP}/assets/Terminal-*.js`, gzip: true, limit: '100 kB' },
  { name: 'editor', path: `${APP}/assets/MonacoEditor-*.js`, gzip: true, limit: '900 kB' },
  // What the editor says of fields, in each language, and what mends a text: fetched when somebody asks.
  {
    name: 'language',
    path: ['language', 'repairs', 'mend-all'].map((each) => `${APP}/assets/${each}-*.js`),
    gzip: true,
    limit: '60 kB',
  },
  // What images run is most of it, and kubectl on the workstation: the worker fetches it after the page is there.
  { name: 'engine', path: `${APP}/assets/worker-*.js`, gzip: true, limit: '680 kB' },
  { name: 'styles', path: `${APP}/assets/*.css`, gzip: true, limit: '60 kB' },
]
