import { configSchema, type ConfigAsWritten } from '../../src/domain/config.ts';
import type { Definitions } from '../../src/domain/definitions.ts';
import type { AssertionEntry } from '../../src/domain/assertion.ts';
import type { EvalName } from '../../src/domain/names.ts';

type Evals = Record<string, AssertionEntry[]>;

const target = { run: { command: ['node', 'app.mjs'] }, cases: ['cases.jsonl'] };

/** Definitions with one target, `desk`, and code evals by name; states only what differs. */
export const definitions = (
  evals: Evals = { 'curt/please': [{ type: 'contains', value: 'please' }] },
  config: Partial<ConfigAsWritten> = {},
): Definitions => {
  const place = { file: 'evals/modes/x.yml', line: 1, column: 1 };
  const defined = Object.entries(evals).map(([name, assert]) => {
    const [mode = '', id = ''] = name.split('/');
    const check = { id, target: 'desk', rung: 'code' as const, when: [], assert };
    return { name: name as EvalName, mode, eval: check, place };
  });
  const modes = [...new Set(defined.map(({ mode }) => mode))].map((id) => ({
    id,
    mode: {
      name: id,
      definition: 'x',
      opinion: false,
      evals: defined.filter(({ mode }) => mode === id).map((one) => one.eval),
    },
    place,
    seen: 1,
  }));
  return {
    path: 'evals/failmode.yml',
    config: configSchema.parse({ version: 1, targets: { desk: target }, ...config }),
    modes,
    evals: defined,
    targets: {},
    notes: { traces: 1 },
  };
};

/** Fingerprints as if they were the checks themselves. */
export const evalPrints = ({ evals }: Definitions): Record<EvalName, string> =>
  Object.fromEntries(evals.map(({ name, eval: check }) => [name, JSON.stringify(check)]));
