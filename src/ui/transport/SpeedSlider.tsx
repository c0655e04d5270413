import type { CSSProperties } from 'react'
import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { SPEED_STEPS, speedOfStep, speedText, stepOfSpeed } from './speed.ts'
import css from './Transport.module.css'

export function SpeedSlider() {
  const { transport: words } = useWords()
  const speed = useApp((state) => state.speed)
  const setSpeed = useApp((state) => state.setSpeed)
  const step = stepOfSpeed(speed)
  return (
    <label className={css.speed}>
      <span className={css.label}>{words.speed}</span>
      <input
        className={css.slider}
        type="range"
        min={0}
        max={SPEED_STEPS}
        value={step}
        style={{ '--share': `${(100 * step) / SPEED_STEPS}%` } as CSSProperties}
        aria-valuetext={words.times(String(speed))}
        onChange={(event) => setSpeed(speedOfStep(Number(event.currentTarget.value)))}
      />
      <output className={css.value}>{speedText(speed)}</output>
    </label>
  )
}
