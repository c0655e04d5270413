import { type ComponentType, lazy, type ReactNode } from 'react'

/** What of the control plane only comes when somebody asks for it. */
type Part = 'ControlPlane' | 'ControlPlaneTools' | 'MessagesPanel' | 'MessageStrip'

const ofControlPlane = (part: Part) =>
  lazy(async () => ({
    default: (await import('../control-plane/index.ts'))[part] as ComponentType<{ head?: ReactNode }>,
  }))

export const ControlPlane = ofControlPlane('ControlPlane')
export const ControlPlaneTools = ofControlPlane('ControlPlaneTools')
export const MessagesPanel = ofControlPlane('MessagesPanel')
export const MessageStrip = ofControlPlane('MessageStrip')

export const States = lazy(async () => ({ default: (await import('../states/States.tsx')).States }))

export const TableView = lazy(async () => ({ default: (await import('../table/index.ts')).TableView }))
export const TableTools = lazy(async () => ({ default: (await import('../table/index.ts')).TableTools }))
export const SpokenSummary = lazy(async () => ({ default: (await import('../table/RunSummary.tsx')).SpokenSummary }))
