export const HEADER_EN = {
  untitled: 'Untitled',
  gallery: 'Gallery',
  galleryHint: 'Scenarios to learn from',
  filter: 'Filter scenarios',
  found: (count: number) => (count === 1 ? '1 scenario' : `${count} scenarios`),
  nothingFound: 'No scenario has all of these words',
  isOpen: 'open',
  light: 'Light theme',
  dark: 'Dark theme',
  share: 'Share',
  copied: 'Link copied',
  copyFailed: 'The link is in the address bar',
  tooLarge: 'Too large for a link',
  menu: 'Menu',
  /** In the other language, for whoever does not read this one. */
  otherLanguage: 'EN / 中文：切换到中文',
  otherLanguageName: '中文',
}
