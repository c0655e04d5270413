import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { initialLanguage, wireLanguage } from './app/language.ts'
import { wireLink } from './app/link.ts'
import { wirePlayback } from './app/playback.ts'
import { wireSimulation } from './app/simulation.ts'
import { appStore } from './app/store.ts'
import { initialTheme, wireTheme } from './app/theme.ts'
import { initialTimelinePreferences, wireTimelinePreferences } from './app/timeline-preferences.ts'
import { ensure } from './lib/assert.ts'
import { App } from './ui/App.tsx'
import { wireWords } from './ui/language/words.ts'
import { createEngineClient } from './worker/client.ts'
import './ui/theme/theme.css'

appStore.getState().setTheme(initialTheme())
wireTheme(appStore)
appStore.getState().setLanguage(initialLanguage())
wireLanguage(appStore)
appStore.setState(initialTimelinePreferences())
wireTimelinePreferences(appStore)
wireSimulation(appStore, createEngineClient())
wireLink(appStore)
wirePlayback(appStore)

// The first picture is in the right language, or the second would be another one.
await wireWords(appStore)

createRoot(ensure(document.getElementById('root'), 'root element')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
