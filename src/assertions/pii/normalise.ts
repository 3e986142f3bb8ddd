const asciiOnly = /^[\0-\x7F]*$/;

/**
 * Text in which one spelling stands for its look-alikes: full-width digits, spaces of other widths,
 * hyphens and dashes of every length; characters without width are gone.
 */
export const normalise = (text: string): string =>
  asciiOnly.test(text)
    ? text
    : text
        .normalize('NFKC')
        .replaceAll(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
        .replaceAll(/[\u2010-\u2015\u2212\uFE58\uFE63]/g, '-');
