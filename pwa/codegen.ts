import type { CodegenConfig } from '@graphql-codegen/cli'

/** Operations live in *.graphql files beside the screens that use them; their types and texts come out in src/api/gql/. */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: ['src/**/*.graphql'],
  ignoreNoDocuments: true,
  generates: {
    'src/api/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        scalars: { DateTime: 'string', Date: 'string', Outline: 'number[][]' },
      },
    },
  },
}

export default config
