/** What the terminal says itself, beside what the machine prints. */
export const TERMINAL_EN = {
  line: (line: number) => `line ${line}`,
  exit: (code: number) => `exit ${code}`,
  took: (duration: string) => duration,
  interactive: (command: string, instead: string) =>
    `${command} with a shell to type into is not simulated. Give the command at once: ${instead}`,
  ownShell: (command: string, kept: string) =>
    `Each line is a shell of its own: ${command} holds to the end of its line. Put both in one line, with && between them. ${kept} is kept.`,
  notCarried: 'This value is known only when a step has run: set it and use it in one line.',
  noRun: 'There is no cluster to ask yet: paste a manifest, or create something with kubectl.',
  noPlace: 'The text cannot take a step now: its Scenario document cannot be read.',
}
