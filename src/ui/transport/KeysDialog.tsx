import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { setPanels } from '../../app/panels.ts'
import { useWords } from '../language/words.ts'
import { LegendOfAll } from '../legend/Legend.tsx'
import css from './KeysDialog.module.css'

export function KeysDialog() {
  const { transport: words } = useWords()
  return (
    <Dialog.Root open onOpenChange={(keysOpen) => setPanels({ keysOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className={css.overlay} />
        <Dialog.Content className={css.dialog}>
          <Dialog.Title className={css.title}>{words.help}</Dialog.Title>
          <Dialog.Description className={css.hint}>{words.helpHint}</Dialog.Description>
          <h3 className={css.part}>{words.keys}</h3>
          <p className={css.hint}>{words.keysHint}</p>
          <dl className={css.list}>
            {words.keyList.map(([keys, what]) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <h3 className={css.part}>{words.marks}</h3>
          <LegendOfAll />
          <p className={css.about}>
            {words.drawnWith}{' '}
            <a href="https://reactflow.dev" target="_blank" rel="noreferrer">
              React Flow
            </a>
          </p>
          <Dialog.Close className={css.close} aria-label={words.close}>
            <X size={16} />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
