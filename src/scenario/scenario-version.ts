export const SCENARIO_API_VERSION = 'podlapse.dev/v1'
