import { test as base } from '@playwright/test'
import { PodlapsePage } from './page.ts'

/** A page with the clipboard in reach; at the end nothing may have been complained about in its console. */
export const test = base.extend<{ podlapse: PodlapsePage }>({
  podlapse: async ({ page, context, baseURL }, use) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(baseURL ?? '').origin })
    const podlapse = new PodlapsePage(page)
    await use(podlapse)
    podlapse.quiet()
  },
})

export { expect } from '@playwright/test'
