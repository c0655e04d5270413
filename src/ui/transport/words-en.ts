export const TRANSPORT_EN = {
  transport: 'Playback',
  toStart: 'To the start',
  previous: 'Previous change',
  next: 'Next change',
  play: 'Play',
  pause: 'Pause',
  of: 'of',
  nextChange: 'next change',
  nothingMore: 'nothing more happens',
  speed: 'Speed',
  times: (speed: string) => `${speed} times`,
  playhead: 'Playhead',
} as const
