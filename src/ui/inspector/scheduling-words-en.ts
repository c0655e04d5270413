const nodes = (count: number): string => `${count} ${count === 1 ? 'node' : 'nodes'}`

export const SCHEDULING_EN = {
  scheduling: 'Scheduling',
  noneFits: (count: number) => (count === 0 ? 'there is no node' : `${nodes(count)} looked at, none fits`),
  nodeFound: 'a node is found',
  heldBack: 'held back by its gates',
  notOurs: 'left to another scheduler',
  notTried: 'not tried yet',
  whatNodesSaid: (clock: string, attempt: number) =>
    `What the nodes said at ${clock}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
  whoSaidNo: 'Who said no',
  rejectionColumns: ['Node', 'Plugin', 'Reason'],
  more: (count: number, others: boolean) => (others ? `and ${count} more` : `all ${nodes(count)}`),
  preemption: 'preemption',
  onNodes: (count: number) => `(${nodes(count)})`,
  makesRoom: (victims: number) => `${victims === 1 ? 'has' : 'have'} to make room on`,
  againstBudgets: (count: number) =>
    `(a PodDisruptionBudget would have kept ${count === 1 ? 'one' : `${count}`} of them)`,
  triedAgain: 'tried again',
  triedAt: (clock: string, fits: boolean) => `at ${clock}, ${fits ? 'and then it fits' : 'and fits nowhere again'}`,
  neverAgain: 'not in this run',
  waitsForClaims: 'Waits until bound:',
  beforeItGoesTo: 'before it goes to',
  gates: 'Not tried until they are gone:',
  asksFor: 'Only one scheduler is simulated, and the Pod asks for',
  best: (feasible: number, asked: number) =>
    feasible === 1
      ? asked === 1
        ? 'the only node, and it fits'
        : `the only one of ${asked} that fits`
      : `the best of ${feasible} that fit`,
  boundAt: (clock: string, attempts: number) => `Chosen at ${clock}${attempts > 1 ? `, at attempt ${attempts}` : ''}`,
  bestNodes: 'The best nodes',
  node: 'Node',
  total: 'Total',
  whatDecided: 'What made the difference',
  allEqual: 'All have the same score: the first of them is taken.',
} as const
