import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import preact from '@preact/preset-vite'
import { runnerImport, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'

const backend = process.env.GRIDCALL_BACKEND ?? 'http://127.0.0.1:8000'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** GraphQL reads a line end as it reads a space: documents are sent in one line each. */
const folded = (document: string): string => document.replace(/\s+/g, ' ').trim()

/** documents.json: every GraphQL document of this app, as it is sent, for a server that takes no others. */
const documents: Plugin = {
  name: 'documents',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /\/gql\/graphql\.ts$/ },
    handler: (code) => ({ code: code.replace(/(?<=TypedDocumentString\(`)[^`]+/g, folded), map: null }),
  },
  async generateBundle() {
    const folders = ['src/api', 'src/offline', ...readdirSync('src/features').map((feature) => `src/features/${feature}`)]
    const files = folders.map((folder) => `./${folder}/gql/graphql.ts`).filter((file) => existsSync(file))
    const modules = await Promise.all(files.map((file) => runnerImport<Record<string, object>>(file)))
    const texts = modules.flatMap(({ module }) => Object.entries(module)).flatMap(([name, text]) => (name.endsWith('Document') ? [folded(String(text))] : []))
    const source = JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text])))
    this.emitFile({ type: 'asset', fileName: 'documents.json', source })
  },
}

/** Operations are made by a constructor; saying that it does nothing else lets the build leave out fragments nobody sends. */
const pureDocuments = {
  name: 'pure-documents',
  enforce: 'pre' as const,
  transform: (code: string, id: string) =>
    id.endsWith('/gql/graphql.ts') ? code.replaceAll('new TypedDocumentString(', '/*#__PURE__*/ new TypedDocumentString(') : undefined,
}

export default defineConfig({
  plugins: [
    pureDocuments,
    preact(),
    documents,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/sw',
      filename: 'sw.ts',
      injectRegister: false,
      manifest: false, // public/manifest.webmanifest, written by hand
      injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'] },
    }),
  ],
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    // what every screen rests on comes in one file: each file more costs the first screen its headers
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: /node_modules\/(@?preact|idb)|src\/(api|words)\/[a-z]\w*\.ts|src\/ui\/(Icon|Lamp|Phrases|ClockRuler|useFlash|Row)\./i }] } } },
  },
  server: {
    proxy: {
      '/graphql': { target: backend, ws: true },
      '/media': backend,
    },
  },
  test: { environment: 'happy-dom', setupFiles: ['src/test-setup.ts'], include: ['src/**/*.test.{ts,tsx}'] },
})
