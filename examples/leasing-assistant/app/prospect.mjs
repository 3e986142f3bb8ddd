const phone = /(?:\+1[ .-]?)?\(?\b\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b/;
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const name =
  /\b(?:[Mm]y name is|[Nn]ame's|I'm|I am|[Tt]his is)\s+([A-Z][\p{L}']+(?: [A-Z][\p{L}'-]+)?)/u;
const counts = { one: 1, two: 2, three: 3, 1: 1, 2: 2, 3: 3 };

/** A prospect's name, phone number or e-mail address, and wishes, as far as a text tells them. */
export const nameIn = (text) => name.exec(text)?.[1];
export const contactIn = (text) => (email.exec(text) ?? phone.exec(text))?.[0];
export const bedroomsIn = (text) =>
  /\bstudio/i.test(text)
    ? 0
    : counts[/\b(one|two|three|[123])[ -]?(?:bed|br\b)/i.exec(text)?.[1].toLowerCase()];
export const rentIn = (text) => {
  const most = /\b(?:under|below|up to|at most) \$?(\d),?(\d{3})\b/i.exec(text);
  return most ? Number(most[1] + most[2]) : undefined;
};
