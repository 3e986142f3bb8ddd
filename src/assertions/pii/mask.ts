/** All letters and digits but the last few as stars: what was found can be told, not read. */
export const maskAllBut =
  (shown: number) =>
  (found: string): string => {
    let left = (found.match(/[\p{L}\p{N}]/gu) ?? []).length - shown;
    return found.replaceAll(/[\p{L}\p{N}]/gu, (character) => ((left -= 1) >= 0 ? '*' : character));
  };

/** `a***@***.com`, however its parts are spelled. */
export const maskEmail = (found: string): string => {
  const [first = ''] = found;
  const ending = /\p{L}+$/u.exec(found)?.[0] ?? '';
  return `${first}***@***.${ending}`;
};
