export const TERMINAL_UI_EN = {
  terminal: 'Terminal',
  screen: 'Terminal: kubectl in the simulated cluster',
  sees: (clock: string) => `kubectl sees the cluster at ${clock}`,
  newTab: 'New tab',
  closeTab: (tab: string) => `Close ${tab}`,
  tab: (number: number) => `shell ${number}`,
  command: 'Command',
  send: 'Run',
  empty: 'kubectl against the simulated cluster, as it is at the playhead.',
  earlier: 'Previous line',
}
