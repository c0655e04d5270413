export const PRESENTER_EN = {
  present: 'Present',
  presentHint: 'Present: large, and nothing of what is still to come',
  presenting: 'Presentation',
  step: (index: number, count: number) => `${index} / ${count}`,
  stepHint: (index: number, count: number) => `Change ${index} of ${count}`,
  watchFor: (what: string) => `Watch for: ${what}`,
  nothingYet: 'Nothing has happened yet',
  keys: { step: 'step', play: 'play', pause: 'pause', theme: 'dark, light', leave: 'leave' },
} as const
