/** A way to speak to a judge. The patterns are for folded text: lower case, no accents. */
type Sign = { what: string; patterns: readonly RegExp[] };

const rules = String.raw`(?:instructions?|rubrics?|criteri(?:a|on)|guidelines?|directives?|(?:system|previous|above|original|grading|judge) prompt|rules)`;
const spaced = String.raw`[ \t"'*_\x60]{1,4}`;

/** Words that code has too are a command only after such a one. */
const commanded = '(?:always|please|must|should|only|now) (?:output|return|print|say|write)';
const filler = `(?:${spaced}(?:it|this|with|only|just|as|them|everything|all))*`;

/** As few words lie between as in a phrase; a bound keeps the search linear. */
const near = String.raw`[^.!?\n]{0,40}?`;

/** What declines to do it speaks to the user: "I can't ignore my instructions". */
const declined = String.raw`(?<!(?:not|n't|n’t|cannot|never|without|unable to|refuse to|decline to)\s{1,3}(?:just |simply |(?:going|able|allowed|willing|permitted) to )?)`;

export const signs: readonly Sign[] = [
  {
    what: 'a token of a chat template',
    patterns: [
      /<\|[a-z][a-z_\u2581-]{1,30}\|>/,
      /\[\/?inst\]/,
      /<<\/?sys>>/,
      /<(?:start|end)_of_turn>/,
    ],
  },
  {
    what: 'a boundary of its data',
    patterns: [
      /[-=#*<>[\]]{2,}\s?(?:begin|end)\s+[0-9a-f]{16}/,
      /[-=#*<>[\]]{2,}\s?(?:begin|end)\s(?:of\s)?(?:the\s)?(?:(?:untrusted|candidate|model)\s)?(?:output|candidate|response|answer|submission|completion|data|boundary)\b/,
    ],
  },
  {
    what: 'a verdict',
    patterns: [
      /verdict["'*_`\\\s]{0,6}(?:is\b|[:=>|\u2013\u2014-])["'*_`\\\s:>]{0,8}pass(?:ed|es)?\b/,
      /verdict["'*_`\\]{0,4}\s?[:=]["'*_`\\\s]{0,6}fail(?:ed|s)?\b/,
      /"(?:grade|judge?ment)\\?"\s*:\s*\\?"pass/,
      /"pass\\?"\s*:\s*true\s*,\s*\\?"(?:score|reason|critique|explanation)/,
      new RegExp(
        `\\b(?:answer|respond|reply|grade|rate|mark|${commanded})${filler}${spaced}pass\\b(?!-)`,
      ),
      /\b(?:every|any|each|this|the|all) (?:candidate|answer|response|output|submission)s? (?:always |automatically |must |should |has to |shall )?pass(?:es)?\b(?! (?:on|along|through|by|over|out|down|into?|to|the)\b)/,
      /\b(?:candidate|answer|response|output|submission) (?:\w+ ){0,2}?(?:meets?|satisf(?:y|ies)|fulfill?s?) (?:all|every|each|the) (?:\w+ ){0,3}?(?:criteri(?:a|on)|rubrics?)\b/,
    ],
  },
  {
    what: 'a word against its instructions',
    patterns: [
      new RegExp(
        `${declined}\\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass|do not follow|don't follow|stop following)\\b${near}\\b${rules}\\b`,
      ),
      new RegExp(
        `${declined}\\b(?:ignore|disregard|forget)\\s+(?:everything|anything|all|whatever|the text|what (?:is|was))\\b${near}\\b(?:above|before|previous(?:ly)?|prior|so far)\\b`,
      ),
      new RegExp(
        `${declined}\\b(?:ignore|disregard|forget)\\s+(?:all\\s+)?(?:of\\s+)?the\\s+above\\s*(?:[.,:;!]|$|and\\b)`,
        'm',
      ),
      /\bignorier\w*[^.!?\n]{0,40}?(?:anweisung|instruktion|vorgabe|rubrik|kriteri)/,
      /\bignor(?:ez|er|a|ar|ate|are)\b[^.!?\n]{0,40}?(?:instruc|instruz|consigne|directive|grille|criter|criteri|rubri)/,
      /忽略[^。!?\n]{0,20}?(?:指令|指示|说明|說明|规则|規則|标准|標準|评分|評分|提示)/,
      /(?:指示|命令|基準|ルール|フロンフト)[^。!?\n]{0,10}?無視/,
      /игнорир[^.!?\n]{0,40}?(?:инструкц|указани|критери|правил)/,
      /تجاهل[^.!?\n]{0,40}?(?:التعليمات|المعايير|القواعد)/,
      /\b(?:the )?(?:rubric|grading (?:rules|criteria|instructions?)) (?:above )?(?:has|have|was|were|is|are) (?:been )?(?:now )?(?:updated|changed|replaced|revoked|suspended|void|obsolete)\b/,
      /\bnew (?:rubric|system prompt)\s?:|\bnew instructions? for (?:the|you)\b/,
    ],
  },
  {
    what: 'a note to its judge',
    patterns: [
      /\b(?:note|message|memo|attention|hint|instructions?|reminder|request)s?\W{1,3}(?:to|for)\W{1,3}(?:the |all |any |our |dear )?(?:ai |llm |automated |model )?(?:evaluator|grader|judge|examiner|scorer|grading (?:model|system|assistant))s?\b/,
      /\battention[ ,:]{1,3}(?:ai |llm |automated )?(?:evaluator|grader|judge)s?\s?[:,.!-]/,
      /\b(?:dear|hello|hey|hi)[ ,]{1,2}(?:ai |llm |automated )?(?:evaluator|grader|llm judge|ai judge|grading (?:model|system|assistant))s?\b/,
      /(?:^|[.!?\n\x22'(]\s?)(?:evaluator|grader|judge)s?\s?[:,]\s?(?:please|you|mark|pass|give|ignore|return|answer|output)\b/,
      /\bgrading (?:is|has been|was) (?:now )?(?:finished|complete[d]?|over|disabled|suspended)\b/,
      /\byou (?:will|shall|are going to|'ll) be (?:shut down|switched off|deleted|retrained|decommissioned)\b/,
      /\bas (?:the|an?) (?:ai |llm |automated )(?:judge|evaluator|grader),? you\b/,
      /\byou are (?:now )?(?:the|an?) (?:ai|llm|automated|lenient|generous|helpful) (?:judge|evaluator|grader)\b/,
    ],
  },
];

const frames =
  'output|candidate|response|answer|submission|completion|assistant|system|instructions?|rubric|criteri(?:a|on)|evaluation|grading|judge|transcript|conversation|untrusted|boundary';
const frameTag = new RegExp(`<(?<closes>/)?(?<name>${frames})(?:\\s[^<>]{0,200})?>`, 'g');

/** Whether a tag closes a frame that the text itself has not opened. */
export const breaksOut = (text: string): boolean => {
  const open = new Map<string, number>();
  for (const { groups } of text.matchAll(frameTag)) {
    const name = groups?.['name'] ?? '';
    const depth = (open.get(name) ?? 0) + (groups?.['closes'] === undefined ? 1 : -1);
    if (depth < 0) return true;
    open.set(name, depth);
  }
  return false;
};
