/** What is needed once a run is pinned, and not before: fetched then, all of it at once. */
export { compare } from '../../view/compare/difference.ts'
export { ghostLanes } from '../../view/compare/ghost-lanes.ts'
export { paintGhost } from '../timeline/paint/ghost.ts'
