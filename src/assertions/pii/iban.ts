/** How long an IBAN is in each country of the registry (ISO 13616). */
const lengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 ' +
    'EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 ' +
    'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 ' +
    'NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 ' +
    'SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** ISO 7064 mod 97-10: the first four characters last, letters as 10 to 35. */
export const passesMod97 = (iban: string): boolean => {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
};

const beginning = /(?<![A-Za-z0-9])[A-Z]{2}[ -]?\d{2}(?=[ -]?[A-Za-z0-9])/gi;

/** So many letters and digits from a place on, with at most one space or dash between two of them. */
const spellingAt = (text: string, index: number, length: number): string | undefined => {
  const shape = new RegExp(`[a-z0-9](?:[ -]?[a-z0-9]){${length - 1}}(?![a-z0-9])`, 'iy');
  shape.lastIndex = index;
  return shape.exec(text)?.[0];
};

export const findIbans = (text: string): string[] =>
  [...text.matchAll(beginning)].flatMap(({ 0: found, index }) => {
    const length = lengths.get(found.slice(0, 2).toUpperCase());
    const spelling = length === undefined ? undefined : spellingAt(text, index, length);
    if (spelling === undefined) return [];
    return passesMod97(spelling.replaceAll(/[ -]/g, '').toUpperCase()) ? [spelling] : [];
  });
