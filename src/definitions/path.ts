/** A path to a thing, from the root of a document. */
export type Path = readonly PropertyKey[];
