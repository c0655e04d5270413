/** Where a key leads from an option: beside it in the order of reading, or above and below it as it looks. */
export function optionBeside(list: HTMLElement, from: string, key: string): HTMLElement | undefined {
  const options = [...list.querySelectorAll<HTMLElement>('[role="option"]')]
  const index = options.findIndex((option) => option.id === from)
  const here = options[index]
  if (here === undefined) return undefined
  switch (key) {
    case 'ArrowRight':
      return options[index + 1]
    case 'ArrowLeft':
      return options[index - 1]
    case 'ArrowDown':
      return nearestRow(here, options.slice(index + 1)) ?? options[index + 1]
    case 'ArrowUp':
      return nearestRow(here, options.slice(0, index).reverse()) ?? options[index - 1]
    default:
      return undefined
  }
}

/** Of the first row that is not the option's own, the one in its column, or else that row's first. */
function nearestRow(here: HTMLElement, others: readonly HTMLElement[]): HTMLElement | undefined {
  const { offsetTop, offsetLeft } = here
  const next = others.find((option) => option.offsetTop !== offsetTop)
  if (next === undefined) return undefined
  const row = others.filter((option) => option.offsetTop === next.offsetTop)
  return row.find((option) => option.offsetLeft === offsetLeft) ?? next
}
