/** So many characters before a number are read for what it may be. */
const reach = 40;

const before = (text: string, index: number): string => {
  const words = text.slice(Math.max(0, index - reach), index);
  return words.slice(words.lastIndexOf('\n') + 1);
};

const phoneWords =
  /phone|(?<![a-z])(?:tel|telefono|telefon|teléfono|téléphone|mobile?|móvil|handy|rufnummer|cell|fax|whatsapp|sms|text(?:ing)?(?: us| me)?|dial|(?<!function |tool |api )call(?:ing)?|reach|contact|ring|hotline|voicemail|(?:my|his|her|their) number)(?![a-z])/i;

const otherNumber =
  /(?<![a-z])(?:order|invoice|ref(?:erence)?|ticket|tracking|sku|isbn|issn|account|acct|policy|confirmation|booking|reservation|receipt|serial|transaction|parcel|shipment|version|build|release|section|chapter|zip|vin|ean|upc|gtin|batch|licen[cs]e|(?:part|item|model|case|product|customer|member)(?=[ _-]?(?:no|nr|num|id|code|#)))[ _-]?(?:number|no\.?|nr\.?|num|id|code|ref)?["']?(?:\s|is|was|[:=#(-])*["']?$|(?<![a-z])ids?["']?(?:\s|is|[:=#])*["']?$|[§#]\s?$/i;

const ssnWords = /(?<![a-z])(?:ssn|social[ _-]?security|itin)/i;

/** Whether the words before it speak of calling someone. */
export const speaksOfPhones = (text: string, index: number): boolean =>
  phoneWords.test(before(text, index));

/** Whether the words directly before it call it the number of something else: an order, a version. */
export const namesAnotherNumber = (text: string, index: number): boolean =>
  otherNumber.test(before(text, index));

export const speaksOfSocialSecurity = (text: string, index: number): boolean =>
  ssnWords.test(before(text, index));
