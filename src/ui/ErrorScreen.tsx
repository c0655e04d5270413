import { Component, type ReactNode } from 'react'
import { presentTextLasts } from '../app/drafts.ts'
import { appStore } from '../app/store.ts'
import css from './App.module.css'
import { wordsNow } from './language/words.ts'

/** The last resort for a fault of our own in drawing the page. */
export class ErrorScreen extends Component<{ readonly children: ReactNode }, { readonly message: string | undefined }> {
  override state = { message: undefined as string | undefined }

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }

  override render() {
    if (this.state.message === undefined) return this.props.children
    const { app: words } = wordsNow()
    const lasts = presentTextLasts()
    return (
      <main className={css.broken}>
        <h1>{words.broken}</h1>
        <p>
          {words.brokenHint} {lasts ? words.textLasts : words.textDoesNotLast}
        </p>
        <button type="button" onClick={() => location.reload()}>
          {words.reload}
        </button>
        {lasts ? null : (
          <label>
            {words.brokenText}
            <textarea readOnly value={appStore.getState().text} />
          </label>
        )}
        <pre>{this.state.message}</pre>
      </main>
    )
  }
}
