/** The timeline's tools, at its bar and in the transport. */
export const TOOLS_EN = {
  shown: 'Shown',
  range: (from: string, to: string) => `${from} – ${to}`,
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fit: 'Fit',
  fitAll: 'Fit the whole run',
  fitSelection: 'Fit the selection',
  clock: 'Clock on the wall',
  clockRelative: 'Since the start',
  addStep: 'Add a step here',
  stepAt: (at: string) => `step at ${at}`,
  evict: (pod: string) => `Evict ${pod}`,
  kill: (container: string) => `Kill the process of ${container}`,
  stopKubelet: (node: string) => `Stop the kubelet of ${node}`,
  foldAll: 'Fold all lanes',
  unfoldAll: 'Unfold all lanes',
  fold: (name: string) => `Fold ${name}`,
  unfold: (name: string) => `Unfold ${name}`,
  gaps: 'Shorten quiet gaps',
  nextRestart: 'Next restart',
  previousRestart: 'Previous restart',
  loop: 'Loop',
  loopWhole: 'Loop the whole run',
  loopRange: (from: string, to: string) => `Loop ${from} – ${to}`,
}

export type ToolWords = typeof TOOLS_EN
