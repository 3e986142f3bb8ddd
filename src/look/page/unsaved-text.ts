import type { Notebook } from './notebook.ts';

/** The notes that are not saved as plain text, to be kept elsewhere. */
export const unsavedText = (notebook: Notebook): string =>
  notebook
    .unsaved()
    .map((trace) => {
      const { note, verdict, modes } = notebook.fields(trace);
      const lines = [
        `${trace}: ${verdict ?? 'no verdict'}`,
        note,
        modes.length === 0 ? '' : `Failure modes: ${modes.join(', ')}`,
      ];
      return `${lines.filter((line) => line !== '').join('\n')}\n`;
    })
    .join('\n');
