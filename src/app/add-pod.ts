import { addDocument } from '../manifest/text/add-document.ts'
import { edited } from '../manifest/text/text-edit.ts'
import { appStore } from './store.ts'

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: nginx
`

/** Writes a Pod behind a text that has none. */
export function addPod(): void {
  const { text, edit } = appStore.getState()
  edit(edited(text, addDocument(text, POD)))
}
