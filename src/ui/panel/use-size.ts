import { useEffect, useState } from 'react'

export interface Size {
  /** In CSS pixels; 0 before the element is there. */
  readonly width: number
  readonly height: number
}

/** How large an element is, whatever makes it so. */
export function useSize(element: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new ResizeObserver(() => setSize({ width: target.clientWidth, height: target.clientHeight }))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return size
}
