export const HEADER_EN = {
  untitled: 'Untitled',
  gallery: 'Gallery',
  galleryHint: 'Scenarios to learn from',
  light: 'Light theme',
  dark: 'Dark theme',
  share: 'Share',
  copied: 'Link copied',
  copyFailed: 'The link is in the address bar',
  tooLarge: 'Too large for a link',
  menu: 'Menu',
}
