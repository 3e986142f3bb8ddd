import { braintrust } from './formats/braintrust.ts';
import { chat, queryResponse, shareGpt } from './formats/chat.ts';
import { failmode } from './formats/failmode.ts';
import { langfuse } from './formats/langfuse.ts';
import { langsmith } from './formats/langsmith.ts';
import { openai } from './formats/openai.ts';
import { otel } from './formats/otel.ts';
import { phoenix } from './formats/phoenix.ts';
import { weave } from './formats/weave.ts';
import type { Importer } from './importer.ts';

/**
 * Every format there is, in the order in which a file is held against them: the surest marks first.
 * A new one is a file and its line here.
 */
export const importers: readonly Importer[] = [
  failmode,
  otel,
  phoenix,
  langfuse,
  langsmith,
  braintrust,
  weave,
  openai,
  chat,
  shareGpt,
  queryResponse,
];
