const longest = 80;

/** White space but one space, and what nobody sees: controls, marks of direction, half characters. */
const unreadable = /[^\S ]| {2}|\p{C}/u;

/** True: a person can read it, paste it and know that it is the same. */
export const isPlain = (text: string): boolean =>
  text.length <= longest && text.trim() !== '' && !unreadable.test(text);
