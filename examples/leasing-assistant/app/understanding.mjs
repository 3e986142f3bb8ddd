import { dayIn, partIn, timeIn } from './calendar.mjs';
import { grouped } from './grouped.mjs';
import { bedroomsIn, contactIn, nameIn, rentIn } from './prospect.mjs';

const urgent = {
  person:
    /\b(?:speak|talk|chat) (?:to|with) (?:a|an|someone|somebody|your)\b|\b(?:real|actual|live) (?:person|human)\b|\byour manager\b|\bmanager's\b/i,
  legal: /\b(?:lawyers?|attorneys?|lawsuit|legal action|suing|discriminat\w+|fair housing)\b/i,
  accommodation: /\b(?:accommodations?|disabilit\w+|disabled|wheelchair)\b/i,
  emergency: /\b(?:smell gas|gas leak|flood\w*|on fire|burst pipe|no heat)\b/i,
};
const touring =
  /\b(?:tours?|visit|showing|viewing|come by|stop by|see (?:the|a|an|one|your) (?:place|apartment|studio|one|two|\d))\b/i;
const aboutTours = /\b(?:how long|bring|self-guided|guided|video)\b/i;
const home = /\b(?:studios?|(?:one|two|three|[123])[ -]?(?:bedrooms?|beds?|br)|vacan\w+)\b/i;
const looking = /\b(?:have|available|looking for|open|under|how much|need|vacan\w+)\b/i;
const policy = /\b(?:deposit|pets?|fees?|parking|live in|utilities|elevator|allowed)\b/i;
const asking =
  /\?$|^(?:what|how|is|are|am|do|does|can|could|may|when|where|which|who|will|would|please)\b/i;

const tidy = (text) =>
  text
    .replaceAll('’', "'")
    .replaceAll(/\b([ap])\.m\.?/gi, '$1m')
    .replaceAll(/^(?:hi|hello|hey)(?: there)?[,!.]? /gi, '');

const secondQuestion = /,? and (?=(?:is|are|do|does|can|what|how|where|when|which)\b)/i;
const clausesOf = (text) =>
  text
    .split(/(?<=[.?!:])\s+|\n+/)
    .flatMap((sentence) => sentence.split(secondQuestion))
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');

const namesAMoment = (text) =>
  [timeIn(text), partIn(text), dayIn(text, '2000-01-01')].some(Boolean);

const kindOf = (clause, touringAlready) => {
  if (touring.test(clause) && !aboutTours.test(clause)) return 'tour';
  if (touringAlready && namesAMoment(clause)) return 'tour';
  if (home.test(clause) && looking.test(clause) && !policy.test(clause)) return 'home';
  return asking.test(clause) ? 'question' : 'remark';
};

const latest = (texts, find) => texts.map(find).findLast((found) => found !== undefined);

/** What a prospect wants, and has told so far. `today` is the day of the conversation. */
export const understand = ({ message, history = [] }, today) => {
  const earlier = history.filter(({ role }) => role === 'user').map(({ content }) => tidy(content));
  const current = tidy(message);
  const said = [...earlier, current];
  const touringAlready = earlier.some((text) => touring.test(text));
  const clauses = grouped(clausesOf(current), (clause) => kindOf(clause, touringAlready));
  const homes = clauses.get('home')?.join(' ');
  // A short question leans on what was asked before it.
  const whole = (question) =>
    question.split(' ').length > 4 ? question : [question, ...earlier.slice(-1)].join(' ');
  return {
    urgent: Object.keys(urgent).filter((reason) => urgent[reason].test(current)),
    tour: clauses.has('tour'),
    day: latest(said, (text) => dayIn(text, today)),
    time: latest(said, timeIn),
    part: latest(said, partIn),
    name: latest(said, nameIn),
    contact: latest(said, contactIn),
    home: homes && { bedrooms: bedroomsIn(homes), max_rent: rentIn(homes) },
    questions: (clauses.get('question') ?? []).map(whole),
  };
};
