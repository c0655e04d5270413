import type { Widen } from '../../lib/widen.ts'
import type { EMBED_EN } from './words-en.ts'

export const EMBED_ZH: Widen<typeof EMBED_EN> = {
  open: '在 Podlapse 中打开',
  broken: '无法模拟这段文本。在 Podlapse 中打开即可查看原因。',
}
