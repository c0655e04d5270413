import css from './App.module.css'

export function App() {
  return (
    <div className={css.app}>
      <h1 className="visually-hidden">Podlapse</h1>
    </div>
  )
}
