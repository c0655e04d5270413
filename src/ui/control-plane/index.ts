export { ControlPlane } from './ControlPlane.tsx'
export { ControlPlaneTools } from './ControlPlaneTools.tsx'
export { MessagesPanel } from './MessagesPanel.tsx'
