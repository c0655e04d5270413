export { ControlPlane } from './ControlPlane.tsx'
export { ControlPlaneTools } from './ControlPlaneTools.tsx'
export { MessageStrip, MessagesPanel } from './MessagesPanel.tsx'
