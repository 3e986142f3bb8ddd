/** Goes on with a value at once where it is there, and later where it is promised. */
export const after = <A, B>(
  value: A | Promise<A>,
  goOn: (value: A) => B | Promise<B>,
): B | Promise<B> =>
  value instanceof Promise ? value.then((settled) => goOn(settled)) : goOn(value);
