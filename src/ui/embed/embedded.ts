/** Whether the page stands in another one, as the picture of a text: `?embed` in its address. */
export const EMBEDDED = new URLSearchParams(location.search).has('embed')

/** The same text as a page of its own. */
export function fullAddress(): string {
  const { origin, pathname, search, hash } = location
  const rest = new URLSearchParams(search)
  rest.delete('embed')
  const query = rest.size > 0 ? `?${rest}` : ''
  return `${origin}${pathname}${query}${hash}`
}
