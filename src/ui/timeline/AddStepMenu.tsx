import { DropdownMenu } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import { takeStep } from '../../app/take-step.ts'
import type { possibleSteps } from '../../view/possible-steps.ts'
import { useWords } from '../language/words.ts'
import css from './AddStep.module.css'

interface Props {
  readonly steps: ReturnType<typeof possibleSteps>
  readonly name: string
  readonly trigger: { readonly className: string | undefined; readonly style: CSSProperties; readonly title: string }
  readonly label: ReactNode
}

/** What could be done at the playhead. It is fetched because it was asked for: it opens as it comes. */
export function AddStepMenu({ steps, name, trigger, label }: Props) {
  const { tools: words } = useWords()
  const open = usePanels((panels) => panels.addingStep)
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={(addingStep) => setPanels({ addingStep })}>
      <DropdownMenu.Trigger {...trigger} aria-label={name}>
        {label}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.Content className={css.menu} align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className={css.label}>{words.addStep}</DropdownMenu.Label>
          {steps.map((each) => (
            <DropdownMenu.Item
              key={`${each.kind}${each.kind === 'kill' ? each.container : ''}`}
              className={css.item}
              onSelect={() => void takeStep(each.step)}
            >
              {each.kind === 'delete' ? (
                <span className={css.mono}>{each.step.run}</span>
              ) : each.kind === 'evict' ? (
                words.evict(each.step.pod)
              ) : each.kind === 'kill' ? (
                words.kill(each.container)
              ) : (
                words.stopKubelet(each.step.node)
              )}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
