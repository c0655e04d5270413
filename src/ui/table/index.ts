export { RunSummary, SpokenSummary } from './RunSummary.tsx'
export { TableTools } from './TableTools.tsx'
export { TableView } from './TableView.tsx'
