import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { wireLink } from './app/link.ts'
import { wirePlayback } from './app/playback.ts'
import { wireSimulation } from './app/simulation.ts'
import { appStore } from './app/store.ts'
import { initialTheme, wireTheme } from './app/theme.ts'
import { ensure } from './lib/assert.ts'
import { App } from './ui/App.tsx'
import { createEngineClient } from './worker/client.ts'
import './ui/theme/theme.css'

appStore.getState().setTheme(initialTheme())
wireTheme(appStore)
wireSimulation(appStore, createEngineClient())
wireLink(appStore)
wirePlayback(appStore)

createRoot(ensure(document.getElementById('root'), 'root element')).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
