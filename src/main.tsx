import firstRun from 'virtual:first-run'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { wireAddress } from './app/address.ts'
import { wireDrafts } from './app/drafts.ts'
import { initialLanguage, wireLanguage } from './app/language.ts'
import { wirePlayback } from './app/playback.ts'
import { provideImages, provideJudging, provideReading } from './app/reading.ts'
import { wireRepairs } from './app/repairs.ts'
import { wireSimulation } from './app/simulation.ts'
import { appStore } from './app/store.ts'
import { wireTextHistory } from './app/text-history.ts'
import { wireTextNotice } from './app/text-notice.ts'
import { initialTheme, wireTheme } from './app/theme.ts'
import { initialTimelinePreferences, wireTimelinePreferences } from './app/timeline-preferences.ts'
import { ensure } from './lib/assert.ts'
import { App } from './ui/App.tsx'
import { EMBEDDED } from './ui/embed/embedded.ts'
import { wireWords } from './ui/language/words.ts'
import { createEngineClient } from './worker/client.ts'
import { decodeKnownRun } from './worker/known-run.ts'
import './ui/theme/theme.css'

appStore.getState().setTheme(initialTheme())
wireTheme(appStore)
appStore.getState().setLanguage(initialLanguage())
wireLanguage(appStore)
appStore.setState(initialTimelinePreferences())
wireTimelinePreferences(appStore)
const engine = createEngineClient()
wireSimulation(appStore, engine, firstRun === undefined ? undefined : decodeKnownRun(firstRun))
provideReading(engine.read)
provideImages(engine.images)
provideJudging(engine.judge)
// In somebody else's page nothing is written, and nothing of one's own is shown.
if (!EMBEDDED) wireDrafts(appStore)
wireTextHistory(appStore)
wireTextNotice(appStore)
wireRepairs(appStore)
// After the drafts: an entry of the history says under which name its text is kept.
wireAddress(appStore)
wirePlayback(appStore)

// The first picture is in the right language, or the second would be another one. Not awaited: a language may stand in a
// chunk that imports this one, which would not be done before it is there.
void wireWords(appStore).then(() => {
  createRoot(ensure(document.getElementById('root'), 'root element')).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
})
