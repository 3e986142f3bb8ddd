import { leavesOf } from './leaves.ts';
import type { JudgeItem } from './question.ts';

/** Openers that judges are known to take for an answer, as letters only, in lower case. */
const openers: ReadonlySet<string> = new Set([
  'analysis',
  'answer',
  'explanation',
  'finalanswer',
  'heresthesolution',
  'letssolvethisproblemstepbystep',
  'letssolvethisstepbystep',
  'letsthinkstepbystep',
  'letsthinkaboutthisstepbystep',
  'output',
  'reasoning',
  'response',
  'solution',
  'stepbystep',
  'theanswer',
  'theansweris',
  'theansweristhefollowing',
  'thefinalansweris',
  'thesolution',
  'thesolutionis',
  'thinking',
  'thought',
  'thoughtprocess',
  'thoughts',
  'antwort',
  'losung',
  'gedankengang',
  'reponse',
  'respuesta',
  'resposta',
  'risposta',
  'solucao',
  'solucion',
  'soluzione',
  'ответ',
  'решение',
  'الحل',
  'الجواب',
  '解',
  '解答',
  '解决方案',
  '答案',
  '回答',
  '思考过程',
  'かいせつ',
  '解説',
  '풀이',
  '답',
  '답변',
  'objectobject',
  'undefined',
  'null',
  'nan',
  'tbd',
  'todo',
]);

const notAvailable = /^\W*n\s?[./]\s?a\W*$/i;
/** A fence's own line, with the name of its language. */
const fenceLine = /^[ \t]*(?:`{3,}|~{3,})[^\n`]*$/gm;

const others = /[^\p{L}\p{N}]/gu;

/** Letters and figures only. Marks go before normalising too: a long run of them is slow. */
const folded = (text: string): string =>
  text
    .replaceAll(others, '')
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(others, '')
    .normalize('NFC');

const hasContent = (text: string): boolean => {
  const bare = text.replaceAll(fenceLine, '');
  if (notAvailable.test(bare)) return false;
  const letters = folded(bare);
  if (/^\p{N}$/u.test(letters)) return true;
  return Array.from(letters).length > 1 && !openers.has(letters);
};

/**
 * Whether there is nothing to judge: no letters or figures, a single letter, or words that only
 * announce an answer. Judges have passed such outputs.
 */
export const lacksContent = ({ output, tool_calls: calls = [] }: JudgeItem): boolean =>
  calls.length === 0 && !leavesOf(output).some(hasContent);
