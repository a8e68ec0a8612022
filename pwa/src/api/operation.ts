import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core'

/** A GraphQL operation with the types of its answer and its variables, whichever gql/ folder it comes from. */
export type Operation<T, V> = DocumentTypeDecoration<T, V> & { toString(): string }
