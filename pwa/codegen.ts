import type { CodegenConfig } from '@graphql-codegen/cli'

const options = {
  preset: 'client' as const,
  presetConfig: { fragmentMasking: false },
  config: {
    documentMode: 'string',
    enumsAsTypes: true,
    useTypeImports: true,
    strictScalars: true,
    scalars: { DateTime: 'string', Date: 'string', Outline: 'number[][]' },
  },
}

/** Features that are loaded late bring their operations along; all others share src/api/gql/, which the first screen loads. */
const late = ['activities', 'calls', 'me', 'people', 'points', 'responsibility', 'signin', 'wishes']
const inLate = (feature: string): string => `src/features/${feature}/**/*.graphql`
/** What waits for a network is sent by code that comes when there is something to send. */
const outbox = 'src/offline/outbox.graphql'
const shared = 'src/api/parts.graphql' // fragments that late features use too

/** Operations live in *.graphql files beside the screens that use them; their types and texts come out in gql/ folders. */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'src/api/gql/': { ...options, documents: ['src/**/*.graphql', ...late.map((feature) => `!${inLate(feature)}`), `!${outbox}`] },
    'src/offline/gql/': { ...options, documents: [outbox] },
    ...Object.fromEntries(late.map((feature) => [`src/features/${feature}/gql/`, { ...options, documents: [inLate(feature), shared] }])),
  },
}

export default config
