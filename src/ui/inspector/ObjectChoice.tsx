import { useMemo } from 'react'
import { setPanels, usePanels } from '../../app/panels.ts'
import type { Time } from '../../lib/time.ts'
import { objectKey, type Trace } from '../../trace/trace.ts'
import { objectKeysAt } from '../../view/inspector/object-version.ts'
import { podViewAt } from '../../view/inspector/pod-view.ts'
import { useWords } from '../language/words.ts'
import css from './Yaml.module.css'

/** The object that was chosen while it exists; else the Pod that the inspector is about. */
export function useShownObject(trace: Trace, at: Time, uid: string | undefined) {
  const wanted = usePanels((panels) => panels.yamlObject)
  const keys = useMemo(() => objectKeysAt(trace, at), [trace, at])
  const key = useMemo(() => {
    if (wanted !== undefined && keys.includes(wanted)) return wanted
    const pod = uid === undefined ? undefined : podViewAt(trace, uid, at)?.written
    return pod === undefined ? keys[0] : objectKey('Pod', pod.namespace, pod.name)
  }, [trace, at, uid, wanted, keys])
  return { key, keys }
}

export function ObjectChoice({ keys, value }: { readonly keys: readonly string[]; readonly value: string }) {
  const { inspector: words } = useWords()
  return (
    <select
      className={css.object}
      aria-label={words.whichObject}
      value={value}
      onChange={(event) => setPanels({ yamlObject: event.currentTarget.value })}
    >
      {keys.map((each) => (
        <option key={each} value={each}>
          {each.replace(/\/(?:default)?\//, '/')}
        </option>
      ))}
    </select>
  )
}
