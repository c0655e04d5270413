import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import { mendAllOf, takeMended } from '../../app/repairs.ts'
import { appStore } from '../../app/store.ts'
import type { Mended } from '../../language/repair/mend-all.ts'
import { useWords } from '../language/words.ts'
import { Diff } from './Diff.tsx'
import css from './FixAll.module.css'

/** Everything that can be mended without a choice, shown before it is done: one change, one undo. */
export function FixAll({ onClose }: { readonly onClose?: () => void }) {
  const { editor: words } = useWords()
  const [before] = useState(() => appStore.getState().text)
  const [found, setFound] = useState<Mended | 'failed'>()
  useEffect(() => {
    let over = false
    void mendAllOf(before).then((mended) => {
      if (!over) setFound(mended ?? 'failed')
    })
    return () => {
      over = true
    }
  }, [before])
  const mended = typeof found === 'object' && found.text !== before ? found : undefined
  return (
    <Dialog.Root open onOpenChange={() => onClose?.()}>
      <Dialog.Portal>
        <Dialog.Overlay className={css.overlay} />
        <Dialog.Content className={css.dialog}>
          <Dialog.Title className={css.title}>{words.fixAll}</Dialog.Title>
          <Dialog.Description className={css.hint}>
            {found === undefined
              ? words.fixAllTrying
              : mended
                ? words.fixAllChanges(mended.done.length)
                : words.fixAllNothing}
          </Dialog.Description>
          {mended ? <Diff before={before} after={mended.text} most={400} /> : null}
          <p className={css.actions}>
            {mended ? (
              <button
                type="button"
                className={css.primary}
                onClick={() => {
                  takeMended(before, mended)
                  onClose?.()
                }}
              >
                {words.fixAllTake}
              </button>
            ) : null}
            <Dialog.Close className={css.second}>{words.fixAllLeave}</Dialog.Close>
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
