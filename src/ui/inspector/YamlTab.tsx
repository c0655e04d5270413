import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useApp } from '../../app/store.ts'
import type { Time } from '../../lib/time.ts'
import type { Trace } from '../../trace/trace.ts'
import { objectVersionAt } from '../../view/inspector/object-version.ts'
import { yamlDiff } from '../../view/inspector/yaml-diff.ts'
import { clockText } from '../../view/time/time-scale.ts'
import { useWords } from '../language/words.ts'
import inspectorCss from './Inspector.module.css'
import { ObjectChoice, useShownObject } from './ObjectChoice.tsx'
import css from './Yaml.module.css'

const SIGNS = { same: ' ', added: '+', changed: '~' } as const

/** The API object as it stands at the playhead, `kubectl get -o yaml`, and what its last write changed. */
export function YamlTab({
  trace,
  at,
  uid,
}: {
  readonly trace: Trace
  readonly at: Time
  readonly uid: string | undefined
}) {
  const { inspector: words } = useWords()
  const { key, keys } = useShownObject(trace, at, uid)
  const version = key === undefined ? undefined : objectVersionAt(trace, key, at)
  const written = version?.written
  const before = version?.before
  const diff = useMemo(() => written && yamlDiff(written.object, before?.object), [written, before])
  const news = useRef<HTMLSpanElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version is the reason to scroll
  useEffect(() => {
    void news.current?.scrollIntoView({ block: 'nearest' })
  }, [written])
  // The resourceVersion is another one in every version: nobody looks for it.
  const first = diff?.lines.findIndex(({ text, sign }) => sign !== 'same' && !/^ {2}resourceVersion:/.test(text))
  if (key === undefined || version === undefined || diff === undefined) {
    return <p className={inspectorCss.empty}>{words.noSuchVersion}</p>
  }
  return (
    <>
      <div className={css.bar}>
        <ObjectChoice keys={keys} value={key} />
        <Step label={words.previousVersion} to={before?.at} back />
        <span className={css.which}>{words.versionOf(version.index, version.count)}</span>
        <Step label={words.nextVersion} to={version.nextAt} />
      </div>
      <p className={inspectorCss.version}>
        {words.version(
          version.written.object.metadata.resourceVersion ?? '',
          clockText(version.written.at, 100),
          version.written.by.name,
        )}
        {before === undefined ? null : <span className={css.legend}>{words.diffLegend}</span>}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it */}
      <pre className={css.yaml} tabIndex={0}>
        {diff.lines.map(({ text, sign }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={index} ref={index === first ? news : null} className={css.line} data-sign={sign}>
            <span className={css.sign} aria-hidden={sign === 'same'}>
              {SIGNS[sign]}
            </span>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
      {diff.removed.length > 0 ? (
        <section className={css.removed} aria-label={words.removed}>
          <h3 className={css.removedHead}>{words.removed}</h3>
          <ul>
            {diff.removed.map(({ path, value }) => (
              <li key={path} className={css.line} data-sign="removed">
                <span className={css.sign}>−</span>
                {path}: <span className={css.value}>{value}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Step({
  label,
  to,
  back = false,
}: {
  readonly label: string
  readonly to: Time | undefined
  readonly back?: boolean
}) {
  const seek = useApp((state) => state.seek)
  const Icon = back ? ChevronLeft : ChevronRight
  return (
    <button
      type="button"
      className={css.step}
      aria-label={label}
      title={label}
      disabled={to === undefined}
      onClick={() => to !== undefined && seek(to)}
    >
      <Icon size={16} />
    </button>
  )
}
