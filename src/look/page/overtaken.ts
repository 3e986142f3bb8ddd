import type { Note } from '../../domain/note.ts';
import { Refused } from './refused.ts';

/** An edit that the server did not take: this note has come in the place of the one it was on. */
export class Overtaken extends Refused {
  readonly note: Note;

  constructor(message: string, note: Note) {
    super(message);
    this.note = note;
  }
}
