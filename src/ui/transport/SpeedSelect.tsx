import { useApp } from '../../app/store.ts'
import { useWords } from '../language/words.ts'
import { SPEED_STOPS, speedText } from './speed.ts'
import css from './Transport.module.css'

/** The speed where there is no room for a slider: the stops that its keys have. */
export function SpeedSelect() {
  const { transport: words } = useWords()
  const speed = useApp((state) => state.speed)
  const setSpeed = useApp((state) => state.setSpeed)
  const stops = SPEED_STOPS.includes(speed) ? SPEED_STOPS : [...SPEED_STOPS, speed].sort((a, b) => a - b)
  return (
    <select
      className={css.select}
      aria-label={words.speed}
      value={speed}
      onChange={(event) => setSpeed(Number(event.currentTarget.value))}
    >
      {stops.map((stop) => (
        <option key={stop} value={stop}>
          {speedText(stop)}
        </option>
      ))}
    </select>
  )
}
