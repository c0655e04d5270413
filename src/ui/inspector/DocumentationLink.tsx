import type { RuleId } from '../../trace/rule.ts'
import { DOCUMENTATION_SITE, documentationOf } from '../../view/explain/documentation.ts'
import { useWords } from '../language/words.ts'
import { CopyButton } from './CopyButton.tsx'
import css from './Why.module.css'

/** Where Kubernetes says so: by the name of the page. Nothing is fetched; the address can be opened or copied. */
export function DocumentationLink({ rule }: { readonly rule: RuleId }) {
  const { inspector: words } = useWords()
  const documentation = documentationOf(rule)
  if (documentation === undefined) return <p className={css.doc}>{words.undocumented}</p>
  const { title, section, path } = documentation
  const address = `${DOCUMENTATION_SITE}${path}`
  return (
    <p className={css.doc}>
      {words.documentation}{' '}
      <a className={css.page} href={address} target="_blank" rel="noreferrer noopener" lang="en">
        {title}
        {section === undefined ? '' : `, ${section}`}
      </a>
      <CopyButton text={address} label={words.copyAddress} />
    </p>
  )
}
