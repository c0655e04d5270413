import { BACK_OFF_STEPS_MS, type BackOffView } from '../../view/inspector/container-view.ts'
import { useWords } from '../language/words.ts'
import { Ask } from './Ask.tsx'
import css from './BackOffLadder.module.css'

/** The six waits as a ladder: those behind filled, this one in the state's colour, those to come empty. */
export function BackOffLadder({ backOff }: { readonly backOff: BackOffView }) {
  const { inspector: words } = useWords()
  const { lengthMs, step, leftMs, seq } = backOff
  return (
    <div className={css.row}>
      <div className={css.ladder} role="img" aria-label={words.backOffLadder(lengthMs)}>
        {BACK_OFF_STEPS_MS.map((ms, index) => (
          <span key={ms} className={css.step} data-state={index < step ? 'spent' : index === step ? 'now' : 'ahead'}>
            <span className={css.block} style={{ height: `${4 + (index * 20) / 5}px` }} />
            <span className={css.label}>{ms / 1000}</span>
          </span>
        ))}
      </div>
      {leftMs > 0 ? (
        <p className={css.left}>
          <Ask seq={seq}>
            <b>{words.countdown(leftMs)}</b> {words.left}
          </Ask>
        </p>
      ) : (
        <p className={css.over}>
          <Ask seq={seq}>{words.backOffOver}</Ask>
        </p>
      )}
    </div>
  )
}
