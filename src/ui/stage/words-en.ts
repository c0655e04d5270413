export const STAGE_EN = {
  views: 'Pictures of the run',
  timeline: 'Timeline',
  controlPlane: 'Control plane',
  states: 'States',
  table: 'Table',
  line: (line: number) => ` (line ${line})`,
  copyRun: 'Copy the sentence',
}
