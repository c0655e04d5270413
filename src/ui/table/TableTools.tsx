import { Search } from 'lucide-react'
import { useWords } from '../language/words.ts'
import css from './Table.module.css'
import { useTable } from './table-state.ts'

export function TableTools() {
  const { table: words } = useWords()
  const query = useTable((state) => state.query)
  return (
    <label className={css.find}>
      <Search size={14} aria-hidden="true" />
      <input
        type="search"
        value={query}
        aria-label={words.find}
        placeholder={words.find}
        onChange={(event) => useTable.setState({ query: event.target.value })}
      />
    </label>
  )
}
