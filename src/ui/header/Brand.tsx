import css from './Header.module.css'

/** Three bars, growing: a time-lapse. */
export function BrandMark() {
  return (
    <svg className={css.mark} viewBox="0 0 24 24" aria-hidden="true">
      <rect x="0" y="3" width="4" height="18" rx="2" opacity="0.4" />
      <rect x="6.5" y="3" width="5.5" height="18" rx="2.2" opacity="0.7" />
      <rect x="14.5" y="3" width="9" height="18" rx="2.6" />
    </svg>
  )
}
