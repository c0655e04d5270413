/** What makes Pods of a template, and of which nobody makes them here yet. */
export const TEMPLATE_KINDS: readonly string[] = []

/** What the Pod is called that is made of a template. */
export function templatePodName(kind: string, name: string, ordinal = 0): string {
  return kind === 'StatefulSet' ? `${name}-${ordinal}` : name
}

/** Whether a Pod is called like one of a template's. */
export function isTemplatePodName(kind: string, name: string, podName: string): boolean {
  return kind === 'StatefulSet'
    ? /^\d+$/.test(podName.slice(name.length + 1)) && podName.startsWith(`${name}-`)
    : podName === name
}
