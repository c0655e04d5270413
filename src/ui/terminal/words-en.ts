export const TERMINAL_UI_EN = {
  screen: 'Terminal: kubectl in the simulated cluster',
  newTab: 'New tab',
  closeTab: (tab: string) => `Close ${tab}`,
  tab: (number: number) => `shell ${number}`,
  command: 'Command',
  send: 'Run',
  empty: 'kubectl against the simulated cluster, as it is at the playhead.',
  earlier: 'Previous line',
}
