const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text) => text.replace(/[&<>"]/g, (character) => ESCAPES[character])

/** A page of screenshots: a row for each scenario and a column for each theme and width, or all of them in a grid. */
export function contactSheetHtml(shots, jobs, across = jobs.length) {
  const cells = shots.map(
    ({ file, name, title, theme, width }) =>
      `<figure><a href="${escaped(file)}"><img src="${escaped(file)}" alt="" loading="${jobs.length > 1 ? 'lazy' : 'eager'}"></a>` +
      `<figcaption><b>${escaped(name)}</b> ${escaped(title)}${jobs.length > 1 ? ` · ${theme} ${width}` : ''}</figcaption></figure>`,
  )
  return `<!doctype html>
<meta charset="utf-8">
<title>Podlapse, ${shots.length} screenshots</title>
<style>
  body { margin: 8px; background: #777; font: 12px/16px sans-serif; }
  main { display: grid; grid-template-columns: repeat(${across}, 1fr); gap: 8px; align-items: start; }
  figure { margin: 0; min-width: 0; }
  img { display: block; width: 100%; }
  figcaption { overflow: hidden; color: #fff; text-overflow: ellipsis; white-space: nowrap; }
</style>
<main>
${cells.join('\n')}
</main>
`
}
