import type { Fields, Tell } from '../importer.ts';
import type { Span } from './span.ts';

/** What is told of a span: its name, its attributes, and the events in it. */
export type Told = { name: string; attributes: Fields; events: Event[] };
export type Event = { name: string; attributes: Fields; body?: unknown };

/** One convention of naming attributes: what it says of a span; nothing where it is not in use. */
export type Vocabulary = (told: Told, tell: Tell) => Partial<Span>;
