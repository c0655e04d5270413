/** The gallery in Chinese, for those who ask for it: fetched with the rest of the language. */
export { GALLERY_ZH } from '../gallery/words-zh.ts'
