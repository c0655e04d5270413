// Before anything is painted: a page that is light does not begin with a dark flash. The page itself takes over from here.
;(() => {
  let theme = null
  try {
    theme = localStorage.getItem('podlapse.theme')
  } catch {
    // A browser that forbids storage has no choice to remember.
  }
  if (theme !== 'dark' && theme !== 'light') {
    theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'
  }
  document.documentElement.dataset.theme = theme
})()
