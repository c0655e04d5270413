/** Made by vite.config.ts. */
declare module 'virtual:first-run' {
  const json: string | undefined
  export default json
}
