/** For a step's `env:`: its clock runs so many days ahead. */
export const later = (days: number): { NODE_OPTIONS: string } => {
  const shift = `
const { Date: Now } = globalThis;
globalThis.Date = class extends Now {
  constructor(...given) {
    if (given.length > 0) super(...given);
    else super(Now.now() + ${days * 24 * 3_600_000});
  }
  static now() {
    return Now.now() + ${days * 24 * 3_600_000};
  }
};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` };
};
