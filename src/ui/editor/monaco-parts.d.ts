declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get<T>(id: { readonly type?: T }): T }
}

declare module 'monaco-editor/platform/storage/common/storage' {
  interface Storage {
    store(key: string, value: boolean, scope: number, target: number): void
  }
  export const IStorageService: { readonly type?: Storage }
}

declare module 'monaco-editor/languages/definitions/yaml/yaml' {
  import type { languages } from 'monaco-editor/editor/editor.api'

  export const conf: languages.LanguageConfiguration
  export const language: languages.IMonarchLanguage
}
