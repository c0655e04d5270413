import { LayoutGrid } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { galleryItems, openGalleryItem } from '../../app/gallery-items.ts'
import { setPanels, usePanels } from '../../app/panels.ts'
import css from './GalleryMenu.module.css'
import headerCss from './Header.module.css'
import { HEADER_EN as words } from './words-en.ts'

export function GalleryMenu({ compact = false }: { readonly compact?: boolean }) {
  const open = usePanels((panels) => panels.galleryOpen)
  return (
    <DropdownMenu.Root open={open} onOpenChange={(galleryOpen) => setPanels({ galleryOpen })}>
      <DropdownMenu.Trigger
        className={compact ? headerCss.icon : headerCss.text}
        aria-label={words.gallery}
        title={`${words.galleryHint} (G)`}
      >
        <LayoutGrid size={compact ? 20 : 15} />
        {compact ? null : words.gallery}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css.menu} align="end" sideOffset={8} collisionPadding={8}>
          <DropdownMenu.Label className={css.label}>{words.galleryHint}</DropdownMenu.Label>
          {galleryItems().map(({ name, title, watchFor }) => (
            <DropdownMenu.Item key={name} className={css.item} onSelect={() => openGalleryItem(name)}>
              <span className={css.title}>{title}</span>
              {watchFor === '' ? null : <span className={css.watch}>{watchFor}</span>}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
