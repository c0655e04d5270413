export const DRAWER_EN = {
  drawer: 'Events and logs',
  events: 'Events',
  logs: 'Logs',
  noEvents: 'No Events yet',
  noLogs: 'Nothing has been printed yet',
  seen: (clock: string) => `the cluster at ${clock}`,
  differences: 'Differences',
  source: 'Whose logs',
  allContainers: 'all containers',
  open: 'Open',
  close: 'Close',
  earlierLines: (count: number) => `${count} earlier lines`,
}
