export const PRESENTER_EN = {
  present: 'Present',
  presentHint: 'Present: large, and nothing of what is still to come',
  presenting: 'Presentation',
  step: (index: number, count: number) => `${index} / ${count}`,
  stepHint: (index: number, count: number) => `Step ${index} of ${count}`,
  /** Said when all of it has been seen. */
  inShort: (what: string) => `In short: ${what}`,
  begins: 'It begins.',
  lanes: 'Lanes',
  lanesHint: 'Without a choice: those in which most happens, as far as there is room.',
  laneOf: (name: string, note: string | undefined) => (note === undefined ? name : `${name}, ${note}`),
  lanesByThemselves: 'By themselves',
  nothingYet: 'Nothing has happened yet',
  keys: { step: 'step', play: 'play', pause: 'pause', lanes: 'lanes', theme: 'dark, light', leave: 'leave' },
} as const
