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
const late = ['activities', 'calls', 'people', 'points', 'responsibility', 'wishes']
const inLate = (feature: string): string => `src/features/${feature}/**/*.graphql`
const shared = 'src/api/parts.graphql' // fragments that late features use too

/** Operations live in *.graphql files beside the screens that use them; their types and texts come out in gql/ folders. */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'src/api/gql/': { ...options, documents: ['src/**/*.graphql', ...late.map((feature) => `!${inLate(feature)}`)] },
    ...Object.fromEntries(late.map((feature) => [`src/features/${feature}/gql/`, { ...options, documents: [inLate(feature), shared] }])),
  },
}

export default config
