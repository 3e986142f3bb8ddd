import type { Decision } from '../domain/decision.ts';
import { headline } from './words/headline.ts';

/** GitHub takes 140 characters. The headline holds no foreign text, and is shorter. */
const longest = 140;

/** The commit status `failmode/gate`, once the gate has decided. */
export const statusOf = (
  decision: Decision,
): { state: 'success' | 'failure'; description: string } => ({
  state: decision.blocks ? 'failure' : 'success',
  description: headline(decision, 'gate').slice(0, longest),
});
