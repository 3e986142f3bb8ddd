/** Luhn's check digit, ISO/IEC 7812-1 annex B. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** First digits and lengths of the networks: Visa, Mastercard, Amex, Discover, Diners, JCB, UnionPay, Maestro. */
const networks =
  /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|6(?:011|4[4-9]\d|5\d\d)\d{12}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|62\d{14,17}|(?:50|5[6-9]|6[37])\d{14})$/;

/** Four groups of four, or as Amex (4-6-5) and Diners (4-6-4) print them, or in one. */
const spelling =
  /(?<![\w.,$€£-]|\d[ .])(?:\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -]?)\d{6}\2\d{4,5})(?![\w]|[-.,]\d|[ ]\d)/g;

export const findCards = (text: string): string[] =>
  [...text.matchAll(spelling)]
    .map(([found]) => found)
    .filter((found) => {
      const digits = found.replaceAll(/\D/g, '');
      return networks.test(digits) && passesLuhn(digits);
    });
